using Auspex.Threads;

namespace Auspex.Search.Engine;

/// <summary>A log cut into blocks that threads look at in any order.</summary>
internal sealed class BlockList
{
    private readonly List<(LogSpan Span, long Start, long End)> blocks = [];

    /// <summary>Cuts <paramref name="spans"/>.</summary>
    public BlockList(IReadOnlyList<LogSpan> spans, int blockBytes)
    {
        foreach (var span in spans)
        {
            for (var start = span.Position; start < span.End; start += blockBytes)
                blocks.Add((span, start, Math.Min(span.End, start + blockBytes)));
        }
    }

    /// <summary>Looks at all of them; the findings are in the order of the log. Some are missing when it was cancelled.</summary>
    public BlockFinding[] ReadAll(LogText text, Wanted wanted, SearchPlan plan, CancellationToken cancel)
    {
        var findings = new BlockFinding[blocks.Count];
        var next = -1;
        Exception? failure = null;
        var caller = Environment.CurrentManagedThreadId;

        void Work()
        {
            try
            {
                var room = new byte[plan.StripBytes];
                int i;
                while ((i = Interlocked.Increment(ref next)) < findings.Length && !cancel.IsCancellationRequested)
                {
                    var (span, start, end) = blocks[i];
                    findings[i] = new BlockScan(text, span, wanted, room).Read(start, end);
                    if (Environment.CurrentManagedThreadId == caller) plan.Progress?.Invoke(start);
                }
            }
            catch (Exception e) // reported below, by the thread that asked
            {
                Interlocked.CompareExchange(ref failure, e, null);
            }
        }

        var failures = new WorkerFailures();
        var threads = new Worker[Math.Clamp(plan.Threads, 1, Math.Max(findings.Length, 1)) - 1];
        for (var i = 0; i < threads.Length; i++)
        {
            threads[i] = new Worker("auspex scan", failures, Work, static _ => { });
            _ = threads[i].Start(); // without it the others, this one at least, do it all
        }

        Work();
        foreach (var thread in threads) thread.Join();
        if (failure is not null) throw new InvalidOperationException("a search thread failed: " + failure.Message, failure);
        return findings;
    }
}
