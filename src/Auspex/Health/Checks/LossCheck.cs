using Auspex.Search.Gaps;

namespace Auspex.Health.Checks;

/// <summary>What the log itself says is missing, of late.</summary>
internal static class LossCheck
{
    private const string Check = "log.gaps";

    internal static void Run(TailFacts tail, FindingList list)
    {
        var since = tail.FirstMilliseconds > 0 ? $"since {Amount.OfTime(tail.FirstMilliseconds)}" : "in the log";
        var lost = tail.Gaps.Where(static g => g.Reason != GapReason.DaemonStart).ToList();
        var starts = tail.Gaps.Where(static g => g.Reason == GapReason.DaemonStart).ToList();
        if (lost.Count > 0)
        {
            var last = lost.MaxBy(static g => g.BeforeMilliseconds);
            var causes = lost.Where(static g => g.Cause is not null).Select(static g => g.Cause!).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
            var why = causes.Count > 0 ? $"The daemon tells the causes: {string.Join(", ", causes)}." : "Serials of the kernel are missing: records were lost on the way, or lines were taken out of the log.";
            list.Warn(
                Check, $"{Amount.Of(lost.Sum(static g => g.Count), "event or record")} are missing {since}, the last at {Amount.OfTime(last.BeforeMilliseconds)}.", why,
                "Look at what is missing and when.", "ausearch --gaps");
        }

        if (starts.Count > 0)
            list.Note(
                Check, $"{Amount.Of(starts.Sum(static g => g.Count), "event")} are missing over {Amount.Of(starts.Count, "start")} of auditd {since}.",
                "While no auditd runs, records go to the kernel's own log, or nowhere.", "Look at when.", "ausearch --gaps");
        if (tail.Gaps.Count == 0) list.Ok(Check, $"Nothing is missing {since} ({Amount.Of(tail.Events, "event")}, the last {Amount.OfBytes(tail.SizeBytes)} of the log).");
    }
}
