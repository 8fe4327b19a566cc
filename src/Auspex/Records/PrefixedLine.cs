using Auspex.Tables;
using Auspex.Text;

namespace Auspex.Records;

/// <summary>A record as the kernel prints it where no daemon takes it, in the lines of dmesg, syslog or the journal.</summary>
/// <remarks>
/// <code>
/// line   = prefix "audit: type=" number " audit(" stamp "): " body
/// prefix = "" | any "kernel: " | [ any ] "[" time "] "
/// </code>
/// Of such a file nobody knows who wrote a line: syslog takes them from everyone. Source: the kernel's audit_printk_skb, as observed.
/// </remarks>
internal static class PrefixedLine
{
    /// <summary>Takes a line apart that is no record as it stands.</summary>
    internal static bool TryParse(ReadOnlySpan<byte> line, out RecordView record)
    {
        record = default;
        var start = line.IndexOf("audit: type="u8);
        if (start < 0 || !IsPrefix(line[..start])) return false;
        var rest = line[(start + "audit: type="u8.Length)..];
        var space = rest.IndexOf((byte)' ');
        if (space < 0 || !DecimalText.TryParse(rest[..space], out int type) || type is <= 0 or > ushort.MaxValue) return false;
        record = RecordReader.ParseKernel((RecordType)type, rest[(space + 1)..]);
        return record.Error == RecordError.None;
    }

    private static bool IsPrefix(ReadOnlySpan<byte> prefix) =>
        prefix.IsEmpty || prefix.EndsWith("kernel: "u8) || (prefix.EndsWith("] "u8) && prefix.Contains((byte)'['));
}
