using Auspex.Records;
using Auspex.Text;

namespace Auspex.Daemon.Plugins;

/// <summary>Writes messages of RFC 5424. Belongs to one thread.</summary>
/// <remarks>
/// <code>
/// message = "&lt;" PRI "&gt;1 " TIME " " HOST " audispd - " MSGID " [meta sequenceId=" DQUOTE N DQUOTE "] " text
/// </code>
/// TIME is the record's, HOST its node or this machine, MSGID its type; what is not known is "-". By the number, which counts all messages
/// since the start, a receiver sees what it did not get. Source: RFC 5424, 6 and 7.3.1.
/// </remarks>
internal sealed class Rfc5424Message
{
    private const int MaxHostBytes = 255;
    private const int MaxIdBytes = 32;
    private const uint LastNumber = int.MaxValue;

    private readonly TimeText time = new("%Y-%m-%dT%H:%M:%S", TimeZoneInfo.Utc);
    private readonly byte[] host;
    private readonly int priority;
    private uint number;

    /// <summary>A writer of messages.</summary>
    /// <param name="priority">Facility and priority together.</param>
    /// <param name="host">This machine's name.</param>
    public Rfc5424Message(int priority, string host)
    {
        this.priority = priority;
        this.host = System.Text.Encoding.UTF8.GetBytes(host);
    }

    /// <summary>Adds a message.</summary>
    /// <param name="record">The record it is about; one with an error or none for a message of our own.</param>
    /// <param name="text">Its text.</param>
    /// <param name="now">Milliseconds since 1970-01-01 UTC, for a text that is no record.</param>
    /// <param name="output">Where to.</param>
    public void Append(in RecordView record, ReadOnlySpan<byte> text, long now, ByteBuffer output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var isRecord = record.Error == RecordError.None && !record.TypeName.IsEmpty;
        var milliseconds = isRecord && record.Stamp.Milliseconds > 0 ? record.Stamp.Milliseconds : now;
        output.Append((byte)'<');
        output.AppendDecimal((long)priority);
        output.Append(">1 "u8);
        time.Append(milliseconds / 1000, output);
        output.Append((byte)'.');
        output.AppendDecimal((ulong)(milliseconds % 1000), 3);
        output.Append("Z "u8);
        AppendName(isRecord && !record.Node.IsEmpty ? record.Node : host, MaxHostBytes, output);
        output.Append(" audispd - "u8);
        AppendName(isRecord ? record.TypeName : default, MaxIdBytes, output);
        output.Append(" [meta sequenceId=\""u8);
        number = number >= LastNumber ? 1 : number + 1;
        output.AppendDecimal((long)number);
        output.Append("\"] "u8);
        output.Append(text);
    }

    /// <summary>Adds printable ASCII alone; "-" where nothing is left.</summary>
    private static void AppendName(ReadOnlySpan<byte> name, int maxBytes, ByteBuffer output)
    {
        var start = output.Length;
        foreach (var c in name[..Math.Min(name.Length, maxBytes)])
        {
            if (c is > 0x20 and < 0x7F) output.Append(c);
        }

        if (output.Length == start) output.Append((byte)'-');
    }
}
