using System.Text;
using Auspex.Records;
using Auspex.Text;

namespace Auspex.Search.Gaps;

/// <summary>Reads what Auspex's daemon says of its own losses.</summary>
/// <remarks>
/// <code>
/// "op=lost cause=" WORD [ " consumer=" NAME ] " count=" N [ " first=" N " last=" N ] " from=" SEC.MMM " to=" SEC.MMM " res=failed"
/// </code>
/// </remarks>
internal static class RecordedLoss
{
    private const int MaxCause = 64;

    /// <summary>Reads the body of a DAEMON_ERR record.</summary>
    /// <returns>False when it tells of something else.</returns>
    internal static bool TryRead(in RecordView record, string? node, out EventGap gap)
    {
        gap = default;
        if (!record.Body.StartsWith("op=lost cause="u8)) return false;
        if (!record.TryGetField("cause"u8, out var cause) || cause.Length > MaxCause) return false;
        if (!TryRead(record, "count"u8, out var count)) return false;
        var name = Encoding.ASCII.GetString(cause);
        if (record.TryGetField("consumer"u8, out var consumer) && consumer.Length <= MaxCause) name += ":" + Encoding.UTF8.GetString(consumer);
        _ = TryRead(record, "first"u8, out var first);
        _ = TryRead(record, "last"u8, out var last);
        gap = new EventGap(GapReason.Recorded, node, (uint)first, (uint)last, (long)count, TimeOf(record, "from"u8), TimeOf(record, "to"u8), name);
        return true;
    }

    private static bool TryRead(in RecordView record, ReadOnlySpan<byte> name, out ulong value)
    {
        value = 0;
        return record.TryGetField(name, out var text) && DecimalText.TryParse(text, out value);
    }

    private static long TimeOf(in RecordView record, ReadOnlySpan<byte> name)
    {
        if (!record.TryGetField(name, out var text) || text.IndexOf((byte)'.') is not (> 0 and var dot)) return 0;
        if (!DecimalText.TryParse(text[..dot], out ulong seconds) || !DecimalText.TryParse(text[(dot + 1)..], out ulong part)) return 0;
        return seconds < uint.MaxValue && part < 1000 ? ((long)seconds * 1000) + (long)part : 0;
    }
}
