using Auspex.Tables;

namespace Auspex.Linux.Netlink;

/// <summary>A record as the kernel sent it: its type, and its text from <c>audit(</c> on, without a line end.</summary>
/// <remarks>The bytes belong to the receiver and are valid until its next <see cref="AuditReceiver.TryReceive"/>.</remarks>
public readonly ref struct ReceivedRecord
{
    internal ReceivedRecord(RecordType type, ReadOnlySpan<byte> payload)
    {
        Type = type;
        Payload = payload;
    }

    /// <summary>The record's type, also of numbers that no table knows.</summary>
    public RecordType Type { get; }

    /// <summary>The record's text.</summary>
    public ReadOnlySpan<byte> Payload { get; }
}
