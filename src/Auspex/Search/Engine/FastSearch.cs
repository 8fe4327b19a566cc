using Auspex.Search.Criteria;
using Auspex.Tables;

namespace Auspex.Search.Engine;

/// <summary>Searches logs that lie in memory or are mapped: only where it must, and on all cores.</summary>
/// <remarks>The events, and their order, are those of <see cref="PlainSearch"/>.</remarks>
internal sealed class FastSearch
{
    private const int SampleBytes = 64 << 10;
    private const int Samples = 32;

    private readonly LogText text;
    private readonly IReadOnlyList<LogSpan> spans;
    private readonly SearchPlan plan;

    /// <summary>A search over <paramref name="spans"/> of <paramref name="text"/>, in the order in which they follow each other.</summary>
    public FastSearch(LogText text, IReadOnlyList<LogSpan> spans, SearchPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        this.text = text;
        this.plan = plan;
        this.spans = [.. spans.Where(s => s.Length > 0)];
    }

    /// <summary>What was met.</summary>
    public LogCounts Counts { get; private set; } = new();

    /// <summary>Searches. Returns when everything is delivered, or no more is wanted.</summary>
    public void Run(Func<IEventWorker> makeWorker, IBatchSink sink, CancellationToken cancel)
    {
        if (spans.Count == 0) return;
        var wanted = Rarest();
        if (wanted is not null || IsWorthCutting) RunScanned(wanted, makeWorker, sink, cancel);
        else RunWhole(spans, makeWorker, sink, cancel);
    }

    /// <summary>True where a look at all stamps may save more than it takes: a small log is read in no time.</summary>
    private bool IsWorthCutting => plan.Range != TimeRange.All && spans.Sum(s => s.Length) > plan.BlockBytes;

    /// <summary>Looks at all records first, on all cores, and reads what is left over.</summary>
    private void RunScanned(Wanted? wanted, Func<IEventWorker> makeWorker, IBatchSink sink, CancellationToken cancel)
    {
        var all = new BlockList(spans, plan.BlockBytes).ReadAll(text, wanted ?? Wanted.Nothing, plan, cancel);
        if (cancel.IsCancellationRequested) return;
        var kept = TimeCut.Keep(all, plan.Range);
        var parts = TimeCut.SpansOf(kept);
        if (parts.Count > 0)
        {
            if (wanted is not null && new HitSearch(text, parts, plan).TryFind(kept, out var stretches)) ReadStretches(parts, stretches, makeWorker, sink, cancel);
            else RunWhole(parts, makeWorker, sink, cancel);
        }

        Counts = new LogCounts { Malformed = all.Sum(f => f.Malformed), BadStamps = all.Sum(f => f.BadStamps), Nuls = all.Sum(f => f.Nuls), Cut = Counts.Cut };
    }

    private void RunWhole(IReadOnlyList<LogSpan> parts, Func<IEventWorker> makeWorker, IBatchSink sink, CancellationToken cancel)
    {
        using var pipeline = new EventPipeline(text, plan, makeWorker, sink, cancel);
        foreach (var part in parts)
        {
            if (pipeline.GoesOn) pipeline.Read(part);
        }

        pipeline.End();
        Counts = pipeline.Counts;
    }

    private void ReadStretches(IReadOnlyList<LogSpan> parts, IReadOnlyList<Stretch> stretches, Func<IEventWorker> makeWorker, IBatchSink sink, CancellationToken cancel)
    {
        using var pipeline = new EventPipeline(text, plan, makeWorker, sink, cancel);
        var lines = new LineWalk(text, parts);
        foreach (var stretch in stretches)
        {
            foreach (var part in lines.Parts(stretch)) pipeline.Read(part);
            if (!pipeline.GoesOn) break;
            pipeline.Break();
        }

        pipeline.End();
        Counts = pipeline.Counts;
    }

    /// <summary>What stands in the fewest places of some samples; null when nothing is known of the selection.</summary>
    private Wanted? Rarest()
    {
        ByteRequirement? best = null;
        var least = long.MaxValue;
        foreach (var required in plan.Required)
        {
            if (required.IgnoresCase) continue; // types are looked for as such; other such texts are in every event
            var count = CountInSamples(required.Alternatives);
            if (count > least || (count == least && ShortestOf(required) <= ShortestOf(best!))) continue;
            (best, least) = (required, count);
        }

        // Where hits stand closer than the stretches around them are long, reading everything is quicker than finding out what to leave out.
        if (best is not null && least > SampledBytes / plan.SparseBytes) return null;
        if (best is not null) return new Wanted([.. best.Alternatives.Select(a => new NeedleFinder(a, CountBytes()))], []);
        return plan.Types.Count > 0 && CountInSamples(NamesOf(plan.Types)) <= SampledBytes / plan.SparseBytes ? new Wanted([], plan.Types) : null;
    }

    /// <summary>How types are written as a rule: enough to tell how many there are.</summary>
    private static List<ReadOnlyMemory<byte>> NamesOf(IReadOnlyCollection<RecordType> types)
    {
        var names = new List<ReadOnlyMemory<byte>>(types.Count);
        foreach (var type in types) names.Add((byte[])[.. "type="u8, .. RecordTypes.Name(type), (byte)' ']);
        return names;
    }

    private static int ShortestOf(ByteRequirement required) => required.Alternatives.Min(a => a.Length);

    /// <summary>How often each byte stands at the beginning of the log.</summary>
    private int[] CountBytes()
    {
        var counts = new int[256];
        foreach (var value in text.Slice(spans[0].Position, (int)Math.Min(SampleBytes, spans[0].Length))) counts[value]++;
        return counts;
    }

    private long SampledBytes => Math.Max(Math.Min((long)Samples * SampleBytes, spans.Sum(s => s.Length)), plan.SparseBytes);

    private long CountInSamples(IReadOnlyList<ReadOnlyMemory<byte>> needles)
    {
        var count = 0L;
        var step = Math.Max(spans.Sum(s => s.Length) / Samples, SampleBytes);
        foreach (var span in spans)
        {
            for (var position = span.Position; position < span.End; position += step)
            {
                var sample = text.Slice(position, (int)Math.Min(SampleBytes, span.End - position));
                foreach (var needle in needles) count += sample.Count(needle.Span);
            }
        }

        return count;
    }
}
