using Auspex.Records;

namespace Auspex.Search.Engine;

/// <summary>Reads spans of a log, brings records together to events, and sends those through workers to a sink.</summary>
/// <remarks>One thread reads and delivers, all threads work. Does what <see cref="PlainSearch"/> does, in the same order.</remarks>
internal sealed class EventPipeline : IDisposable
{
    private readonly LogText text;
    private readonly TimeRange range;
    private readonly EventQueue queue;
    private readonly WorkerPool pool;
    private readonly CancellationToken cancel;
    private readonly Action<long>? progress;
    private readonly HeadReader heads = new();
    private EventBatch batch;
    private long ordinal;
    private RecordHead head;
    private long malformed;
    private long position;
    private long badStamps;
    private long nuls;

    /// <summary>A pipeline that has read nothing yet.</summary>
    public EventPipeline(LogText text, SearchPlan plan, Func<IEventWorker> makeWorker, IBatchSink sink, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(plan);
        this.text = text;
        this.cancel = cancel;
        range = plan.Range;
        progress = plan.Progress;
        queue = new EventQueue(text, plan.TimeoutSeconds);
        pool = new WorkerPool(makeWorker, sink, Release, plan.Threads);
        batch = pool.Rent();
    }

    /// <summary>What was met.</summary>
    public LogCounts Counts => new() { Malformed = malformed, BadStamps = badStamps, Nuls = nuls, Cut = queue.Cut };

    /// <summary>False once no more is wanted.</summary>
    public bool GoesOn => pool.GoesOn && !cancel.IsCancellationRequested;

    /// <summary>Reads one span.</summary>
    public void Read(LogSpan span)
    {
        var lines = new LogLines(text, span);
        while (lines.Read())
        {
            var line = lines.Line;
            position = lines.Position;
            if (line.IsEmpty || !TryReadHead(line)) continue;
            if (!range.Contains(head.Stamp.Seconds)) continue;
            if (queue.Add(line, head, position) && !Take()) return;
        }

        nuls += lines.Nuls;
    }

    /// <summary>Hands out what is still open, and waits until everything is delivered.</summary>
    public void End()
    {
        queue.End();
        _ = Take();
        if (batch.Count > 0) Submit();
        pool.Finish();
    }

    /// <summary>Hands out what is still open; what is read next has nothing to do with it.</summary>
    public void Break()
    {
        queue.Drain();
        _ = Take();
        queue.Resume();
    }

    /// <inheritdoc/>
    public void Dispose() => pool.Dispose();

    private bool TryReadHead(ReadOnlySpan<byte> line)
    {
        if (line.Length > RecordReader.MaxRecordBytes)
        {
            malformed++;
            return false;
        }

        switch (heads.TryRead(line, out head))
        {
            case HeadError.None:
                return true;
            case HeadError.BadStamp:
                badStamps++;
                return false;
            default:
                malformed++;
                return false;
        }
    }

    private bool Take()
    {
        while (queue.TryTake(out var e))
        {
            if (batch.Count == 0) batch.FirstOrdinal = ordinal;
            ordinal++;
            batch.Add(e);
            if (!batch.IsFull) continue;
            Submit();
            if (!GoesOn) return false;
        }

        return true;
    }

    private void Submit()
    {
        pool.Submit(batch);
        progress?.Invoke(position);
        batch = pool.Rent();
    }

    private void Release(EventBatch done)
    {
        foreach (var e in done.Events) queue.Return(e);
    }
}
