using System.Runtime.InteropServices;
using Auspex.Linux.Uapi;
using Auspex.Tables;

namespace Auspex.Linux.Netlink;

/// <summary>A record as the kernel sent it: its type, and its text from <c>audit(</c> on, without a line end.</summary>
/// <remarks>The bytes belong to the receiver and are valid until its next <see cref="AuditReceiver.TryReceive"/>.</remarks>
internal readonly ref struct ReceivedRecord
{
    private ReceivedRecord(RecordType type, ReadOnlySpan<byte> payload)
    {
        Type = type;
        Payload = payload;
    }

    /// <summary>The record's type, also of numbers that no table knows.</summary>
    public RecordType Type { get; }

    /// <summary>The record's text.</summary>
    public ReadOnlySpan<byte> Payload { get; }

    /// <summary>Reads a message.</summary>
    /// <returns>False when it has no whole header, or is part of the protocol and no record.</returns>
    internal static bool TryRead(ReadOnlySpan<byte> message, out ReceivedRecord record)
    {
        record = default;
        if (message.Length < Uapi.Netlink.NLMSG_HDRLEN) return false;
        var header = MemoryMarshal.Read<nlmsghdr>(message);
        if (header.nlmsg_type < Audit.AUDIT_GET || header.nlmsg_type == Audit.AUDIT_REPLACE) return false;

        // nlmsg_len counts the text only when sent to the auditor, and the header too when sent to listeners.
        var payload = message[Uapi.Netlink.NLMSG_HDRLEN..];
        if (header.nlmsg_len < (uint)payload.Length) payload = payload[..(int)header.nlmsg_len];
        record = new ReceivedRecord((RecordType)header.nlmsg_type, payload);
        return true;
    }
}
