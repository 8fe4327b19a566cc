using System.Globalization;
using System.Text;
using Auspex.Records;
using Auspex.Text;

namespace Auspex.Events;

/// <summary>A loss that the log tells of: the body of a DAEMON_ERR record, written and read here alone.</summary>
/// <remarks>
/// <code>
/// "op=lost cause=" WORD [ " consumer=" NAME ] " count=" N [ " first=" N " last=" N ] " from=" SEC.MMM " to=" SEC.MMM " res=failed"
/// </code>
/// </remarks>
/// <param name="Cause">Why.</param>
/// <param name="Count">How many; events for serials and restarts, records otherwise; 0 when not known.</param>
/// <param name="First">The first serial that is missing, or 0.</param>
/// <param name="Last">The last one, or 0.</param>
/// <param name="FromMilliseconds">When it began, since 1970-01-01 UTC.</param>
/// <param name="ToMilliseconds">When it ended.</param>
/// <param name="Consumer">Whose records, for <see cref="LossCause.Consumer"/>.</param>
internal readonly record struct LossRecord(
    LossCause Cause, long Count, ulong First, ulong Last, long FromMilliseconds, long ToMilliseconds, string? Consumer = null)
{
    private const int MaxWord = 64;
    private const LossCause Unknown = (LossCause)(-1); // of another version

    private static readonly string[] Words = ["kernel", "serials", "socket", "queue", "disk", "consumer", "restart", "removed", "budget"];

    /// <summary>The word for a cause.</summary>
    public static string WordOf(LossCause cause) => Words[(int)cause];

    /// <summary>The record's body.</summary>
    public string Text
    {
        get
        {
            var serials = Last == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" first={First} last={Last}");
            var consumer = Consumer is null ? "" : $" consumer={Consumer}";
            return string.Create(
                CultureInfo.InvariantCulture,
                $"op=lost cause={WordOf(Cause)}{consumer} count={Count}{serials} from={Stamp(FromMilliseconds)} to={Stamp(ToMilliseconds)} res=failed");
        }
    }

    /// <summary>Reads a record's body.</summary>
    /// <param name="record">A DAEMON_ERR record.</param>
    /// <param name="loss">What it tells.</param>
    /// <param name="word">Its cause as it stands there, with the consumer behind a colon: also one that this version does not know.</param>
    /// <returns>False when it tells of something else.</returns>
    internal static bool TryRead(in RecordView record, out LossRecord loss, out string word)
    {
        (loss, word) = (default, "");
        if (!record.Body.StartsWith("op=lost cause="u8)) return false;
        if (!record.TryGetField("cause"u8, out var cause) || cause.Length > MaxWord) return false;
        if (!TryRead(record, "count"u8, out var count) || count > long.MaxValue) return false;
        if (!record.TryGetField("res"u8, out var result) || !result.SequenceEqual("failed"u8)) return false; // as ours always do
        word = Encoding.ASCII.GetString(cause);
        var known = Array.IndexOf(Words, word);
        var consumer = record.TryGetField("consumer"u8, out var name) && name.Length <= MaxWord ? Encoding.UTF8.GetString(name) : null;
        if (consumer is not null) word += ":" + consumer;
        _ = TryRead(record, "first"u8, out var first);
        _ = TryRead(record, "last"u8, out var last);
        var (from, to) = (TimeOf(record, "from"u8), TimeOf(record, "to"u8));
        loss = new LossRecord(known < 0 ? Unknown : (LossCause)known, (long)count, (uint)first, (uint)last, from, to, consumer);
        return true;
    }

    /// <summary>Whether it explains that serials of the same node are missing: those within its range, as many as it tells.</summary>
    /// <param name="first">The first of them.</param>
    /// <param name="last">The last of them.</param>
    /// <remarks>A sender can write such a record too. It never explains more than the number it owns up to; so what hides a hole has told of it.</remarks>
    internal bool Explains(uint first, uint last)
    {
        if (Last == 0 || Cause is not (LossCause.Serials or LossCause.Restart or LossCause.Disk or LossCause.Queue or LossCause.Removed)) return false;
        var width = (uint)(Last - First); // serials go on at 0 behind the highest
        if (Cause is LossCause.Serials or LossCause.Restart && Count != width + 1L) return false; // of these all are missing
        var (from, to) = (first - (uint)First, last - (uint)First);
        return from <= to && to <= width && to - from < Count;
    }

    private static string Stamp(long milliseconds) =>
        string.Create(CultureInfo.InvariantCulture, $"{milliseconds / 1000}.{milliseconds % 1000:D3}");

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
