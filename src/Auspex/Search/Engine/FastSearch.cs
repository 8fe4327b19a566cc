namespace Auspex.Search.Engine;

/// <summary>Searches logs that lie in memory or are mapped: only where it must, and on all cores.</summary>
/// <remarks>The events, and their order, are those of <see cref="PlainSearch"/>.</remarks>
public sealed class FastSearch
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
        this.spans = [.. TimeCut.Narrow(text, spans, plan.Range).Where(s => s.Length > 0)];
    }

    /// <summary>What was met.</summary>
    public LogCounts Counts { get; private set; } = new();

    /// <summary>Where the reading has come to, in bytes of the text, for whoever shows progress.</summary>
    public long Progress => Volatile.Read(ref pipelinePosition);

    private long pipelinePosition;

    /// <summary>Searches. Returns when everything is delivered, or no more is wanted.</summary>
    public void Run(Func<IEventWorker> makeWorker, IBatchSink sink, CancellationToken cancel)
    {
        if (spans.Count == 0) return;
        using var pipeline = new EventPipeline(text, plan, makeWorker, sink, cancel);
        if (plan.Required.Count > 0)
        {
            var hits = new HitSearch(text, spans, plan);
            if (hits.TryFind(Rarest(), out var stretches, cancel))
            {
                ReadStretches(pipeline, stretches);
                Counts = hits.Counts;
                return;
            }
        }

        foreach (var span in spans)
        {
            if (pipeline.GoesOn) pipeline.Read(span);
            Volatile.Write(ref pipelinePosition, span.End);
        }

        pipeline.End();
        Counts = pipeline.Counts;
    }

    private void ReadStretches(EventPipeline pipeline, IReadOnlyList<Stretch> stretches)
    {
        var lines = new LineWalk(text, spans);
        foreach (var stretch in stretches)
        {
            foreach (var part in lines.Parts(stretch)) pipeline.Read(part);
            if (!pipeline.GoesOn) break;
            pipeline.Break();
        }

        pipeline.End();
    }

    /// <summary>What stands in the fewest places of some samples.</summary>
    private RequiredBytes Rarest()
    {
        if (plan.Required.Count == 1) return plan.Required[0];
        var best = plan.Required[0];
        var least = long.MaxValue;
        foreach (var required in plan.Required)
        {
            var count = CountInSamples(required);
            if (count > least || (count == least && LongestOf(required) <= LongestOf(best))) continue;
            (best, least) = (required, count);
        }

        return best;
    }

    private static int LongestOf(RequiredBytes required) => required.Alternatives.Min(a => a.Length);

    private long CountInSamples(RequiredBytes required)
    {
        var count = 0L;
        var total = spans.Sum(s => s.Length);
        foreach (var span in spans)
        {
            var step = Math.Max(total / Samples, SampleBytes);
            for (var position = span.Position; position < span.End; position += step)
            {
                var sample = text.Slice(position, (int)Math.Min(SampleBytes, span.End - position));
                foreach (var needle in required.Alternatives) count += sample.Count(needle);
            }
        }

        return count;
    }
}
