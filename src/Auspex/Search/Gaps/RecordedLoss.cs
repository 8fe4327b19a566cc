using System.Text;
using Auspex.Records;
using Auspex.Text;

namespace Auspex.Search.Gaps;

/// <summary>Reads what Auspex's daemon says of its own losses, and judges which holes it may explain. For the daemon itself and for readers.</summary>
/// <remarks>
/// A sender can write such a record too. It explains nothing of other nodes, and never more than the number it owns up to; so what hides
/// a hole has told of it.
/// <code>
/// "op=lost cause=" WORD [ " consumer=" NAME ] " count=" N [ " first=" N " last=" N ] " from=" SEC.MMM " to=" SEC.MMM " res=failed"
/// </code>
/// </remarks>
internal static class RecordedLoss
{
    private const int MaxCause = 64;

    private static readonly HashSet<string> ExplainHoles = new(StringComparer.Ordinal) { "serials", "restart", "disk", "queue", "removed" };

    /// <summary>Whether a loss that was told explains that serials are missing: those of its node, within its range, as many as it tells.</summary>
    /// <param name="told">The loss.</param>
    /// <param name="node">The node whose serials are missing, or null.</param>
    /// <param name="first">The first of them.</param>
    /// <param name="last">The last of them.</param>
    internal static bool Explains(in EventGap told, string? node, uint first, uint last)
    {
        if (told.Cause is null || !ExplainHoles.Contains(told.Cause) || !string.Equals(told.Node, node, StringComparison.Ordinal)) return false;
        var width = unchecked(told.Last - told.First); // serials go on at 0 behind the highest
        if (told.Cause is "serials" or "restart" && told.Count != width + 1L) return false; // of these all are missing
        var (from, to) = (unchecked(first - told.First), unchecked(last - told.First));
        return from <= to && to <= width && to - from < told.Count;
    }

    /// <summary>Reads the body of a DAEMON_ERR record.</summary>
    /// <returns>False when it tells of something else.</returns>
    internal static bool TryRead(in RecordView record, string? node, out EventGap gap)
    {
        gap = default;
        if (!record.Body.StartsWith("op=lost cause="u8)) return false;
        if (!record.TryGetField("cause"u8, out var cause) || cause.Length > MaxCause) return false;
        if (!TryRead(record, "count"u8, out var count) || count > long.MaxValue) return false;
        if (!record.TryGetField("res"u8, out var result) || !result.SequenceEqual("failed"u8)) return false; // as ours always do
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
