namespace Auspex.Search.Engine;

/// <summary>Leaves out the blocks of a log that hold no record of a time range.</summary>
/// <remarks>
/// Every record has been looked at (<see cref="Records.StampSpan"/> says why no less will do), and records outside of the range are never
/// brought together: so what is left out changes nothing, in whatever order the log is.
/// </remarks>
internal static class TimeCut
{
    /// <summary>The findings of blocks that can hold records in <paramref name="range"/>.</summary>
    public static IReadOnlyList<BlockFinding> Keep(IReadOnlyList<BlockFinding> findings, TimeRange range) =>
        range == TimeRange.All ? findings : [.. findings.Where(f => !f.Stamps.IsEmpty && Reaches(f, range))];

    /// <summary>The lines of <paramref name="findings"/>, which are in the order of the log, as parts of its files.</summary>
    public static IReadOnlyList<LogSpan> SpansOf(IReadOnlyList<BlockFinding> findings)
    {
        var spans = new List<LogSpan>();
        var file = default(LogSpan);
        foreach (var f in findings)
        {
            if (f.End <= f.Start) continue; // within a long line
            if (spans.Count > 0 && file == f.File && spans[^1].End == f.Start) spans[^1] = spans[^1] with { Length = f.End - spans[^1].Position };
            else spans.Add(new LogSpan(f.Start, f.End - f.Start));
            file = f.File;
        }

        return spans;
    }

    private static bool Reaches(BlockFinding finding, TimeRange range) =>
        SecondsOf(finding.Stamps.Latest) >= range.First && SecondsOf(finding.Stamps.Earliest) <= range.Last;

    private static long SecondsOf(long milliseconds) => new Records.EventStamp(milliseconds, 0).Seconds;
}
