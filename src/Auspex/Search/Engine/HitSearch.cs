using Auspex.Records;

namespace Auspex.Search.Engine;

/// <summary>Finds the few stretches of a log that a selective search has to read.</summary>
/// <remarks>
/// <para>
/// All records have been looked at for their stamps, and for what is wanted; nothing is brought together. Let D be by how much a record is older than
/// one before it, at most, anywhere in the log. All records of an event with stamp t lie between the last line before it that is older
/// than t - D and the first behind it that is younger than t + D. So those lines around each hit are enough, and what is read between two
/// such stretches changes nothing, as long as D is less than the timeout that splits events.
/// </para>
/// <para>
/// The order of delivery is the order of stamps, with one exception: an event that begins with a record that stands alone is handed out at
/// once when nothing smaller is open. Where that matters, the stretch begins so far before its hits that the queue has forgotten what was
/// before. Equal stamps are left to the whole reading, as is a log in greater disorder.
/// </para>
/// </remarks>
internal sealed class HitSearch
{
    /// <summary>Hits that are sorted at most; where there are more, the log is read whole.</summary>
    private const int MaxHits = 1 << 20;

    /// <summary>Stretches longer than this are taken to depend on others: to find out would take the memory of their events.</summary>
    private const long MaxLookBytes = 16 << 20;

    private readonly SearchPlan plan;
    private readonly LineWalk lines;
    private readonly List<Stretch> stretches = [];
    private readonly Dictionary<EventStamp, long> seen = [];
    private readonly long totalBytes;
    private long disorder;
    private long covered;
    private long start = -1;
    private long end = -1;
    private long endLimit; // milliseconds: the first younger line behind the hits is at the end
    private EventStamp earliest;
    private EventStamp latest;
    private bool isDisordered;

    public HitSearch(LogText text, IReadOnlyList<LogSpan> spans, SearchPlan plan)
    {
        this.plan = plan;
        lines = new LineWalk(text, spans);
        totalBytes = spans.Sum(s => s.Length);
    }

    /// <summary>Finds what is to be read.</summary>
    /// <param name="findings">Of all blocks of the log, in order, with what every matching event has.</param>
    /// <param name="found">In order, and apart from each other.</param>
    /// <returns>False when the log has to be read whole.</returns>
    public bool TryFind(IReadOnlyList<BlockFinding> findings, out IReadOnlyList<Stretch> found)
    {
        found = stretches;
        disorder = DisorderOf(findings);
        if (disorder >= (plan.TimeoutSeconds * 1000L) - 1000) return false;
        if (findings.Any(f => f.Hits.Count >= BlockFinding.MaxHits) || findings.Sum(f => (long)f.Hits.Count) > MaxHits) return false;
        return TryJoin(findings.SelectMany(f => f.Hits).Order().ToList());
    }

    private static long DisorderOf(IReadOnlyList<BlockFinding> findings)
    {
        var (latest, disorder) = (long.MinValue, 0L);
        foreach (var f in findings)
        {
            if (f.Stamps.IsEmpty) continue;
            disorder = Math.Max(disorder, f.Disorder);
            if (latest > f.Stamps.Earliest) disorder = Math.Max(disorder, latest - f.Stamps.Earliest);
            latest = Math.Max(latest, f.Stamps.Latest);
        }

        return disorder;
    }

    /// <summary>Makes stretches of hits, joined where they touch.</summary>
    private bool TryJoin(List<long> hits)
    {
        foreach (var hit in hits)
        {
            if (!lines.TryReadHead(hit, out var head) || !plan.Range.Contains(head.Stamp.Seconds)) continue;
            if (hit < end && seen.TryGetValue(head.Stamp, out var first))
            {
                if (!lines.HaveSameNode(first, hit)) return false; // the order of equal stamps depends on what else is open
                continue;
            }

            if (!Extend(hit, head.Stamp)) return false;
        }

        Close();
        return covered <= totalBytes / 2;
    }

    /// <summary>Takes in a hit of another event; hits come in the order of the log.</summary>
    /// <remarks>No line is walked over for every hit: where very many events share a moment, that would cost their number squared.</remarks>
    private bool Extend(long hit, in EventStamp stamp)
    {
        if (hit >= end && lines.StartOfRecordsFrom(hit, stamp.Milliseconds - disorder) is var from && from >= end)
        {
            Close();
            start = from;
            (earliest, latest) = (stamp, stamp);
        }
        else
        {
            isDisordered |= stamp < latest;
            if (stamp < earliest) earliest = stamp;
            if (stamp > latest) latest = stamp;
        }

        seen.Add(stamp, hit);
        var limit = stamp.Milliseconds + disorder;
        if (hit >= end || limit > endLimit)
        {
            // what lies between the hit and the end is no younger than the end's own limit
            end = lines.EndOfRecordsUpTo(Math.Max(hit, end), limit);
            endLimit = limit;
        }

        return covered + (end - start) <= totalBytes / 2;
    }

    /// <summary>Ends the stretch that hits were taken into.</summary>
    private void Close()
    {
        if (start < 0) return;
        if (end - start > MaxLookBytes || lines.DependsOnOthers(start, end, isDisordered))
        {
            var calm = ((plan.TimeoutSeconds + 1) * 1000L) + disorder;
            start = lines.StartOfRecordsFrom(start, earliest.Milliseconds - calm - disorder);
            while (stretches.Count > 0 && stretches[^1].End >= start)
            {
                start = Math.Min(start, stretches[^1].Start);
                covered -= stretches[^1].End - stretches[^1].Start;
                stretches.RemoveAt(stretches.Count - 1);
            }
        }

        stretches.Add(new Stretch(start, end));
        covered += end - start;
        seen.Clear();
        (start, isDisordered) = (-1, false);
    }
}
