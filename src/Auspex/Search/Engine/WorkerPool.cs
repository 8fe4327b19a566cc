using Auspex.Threads;

namespace Auspex.Search.Engine;

/// <summary>Batches on their way: handed to workers in any order, delivered in the order in which they were submitted.</summary>
/// <remarks>
/// The thread that submits also delivers, and works itself when it would have to wait. A handful of batches is on the way at a time, so
/// that memory does not depend on the log.
/// </remarks>
internal sealed class WorkerPool : IDisposable
{
    /// <summary>
    /// Bytes of lines on the way at most, but for a single batch: what the formats make of them may be six times as long, and must not depend on
    /// how many cores a machine has.
    /// </summary>
    private const long MaxBytesOnTheWay = 16 << 20;

    private readonly Lock gate = new();
    private readonly Queue<EventBatch> onTheWay = new();
    private readonly Stack<EventBatch> idle = new();
    private readonly SemaphoreSlim waiting = new(0);
    private readonly SemaphoreSlim done = new(0);
    private readonly List<Worker> threads = [];
    private readonly WorkerFailures failures = new();
    private readonly Func<IEventWorker> makeWorker;
    private readonly IEventWorker own;
    private readonly IBatchSink sink;
    private readonly Action<EventBatch> release;
    private readonly int limit;
    private Exception? failure;
    private long bytesOnTheWay;
    private volatile bool isEnding;

    /// <summary>A pool of <paramref name="threadCount"/> threads, the calling one included.</summary>
    public WorkerPool(Func<IEventWorker> makeWorker, IBatchSink sink, Action<EventBatch> release, int threadCount)
    {
        this.makeWorker = makeWorker;
        this.sink = sink;
        this.release = release;
        own = makeWorker();
        limit = threadCount * 3;
        for (var i = 1; i < threadCount; i++)
        {
            var thread = new Worker("auspex search", failures, Run, Fail);
            if (!thread.Start()) break; // those there are, this one at least, do it all
            threads.Add(thread);
        }
    }

    /// <summary>False once the sink, or a worker, wants no more.</summary>
    public bool GoesOn { get; private set; } = true;

    /// <summary>An empty batch to fill.</summary>
    public EventBatch Rent() => idle.TryPop(out var batch) ? batch : new EventBatch();

    /// <summary>Sends a batch on its way, and delivers what is done.</summary>
    public void Submit(EventBatch batch)
    {
        bytesOnTheWay += batch.LineBytes;
        lock (gate)
        {
            batch.State = BatchState.Waiting;
            onTheWay.Enqueue(batch);
        }

        waiting.Release();
        DeliverDone();
        while (onTheWay.Count >= limit || (onTheWay.Count > 0 && bytesOnTheWay > MaxBytesOnTheWay)) HelpOrWait();
    }

    /// <summary>Works and delivers until nothing is on its way.</summary>
    public void Finish()
    {
        while (onTheWay.Count > 0) HelpOrWait();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        isEnding = true;
        if (threads.Count > 0) waiting.Release(threads.Count);
        foreach (var thread in threads) thread.Join();
        waiting.Dispose();
        done.Dispose();
    }

    private void HelpOrWait()
    {
        if (threads.Count == 0 || waiting.Wait(0))
        {
            if (TakeWaiting() is { } batch) WorkOn(own, batch);
        }
        else
        {
            done.Wait();
        }

        DeliverDone();
    }

    private void DeliverDone()
    {
        while (TakeDone() is { } batch)
        {
            if (GoesOn) GoesOn = sink.Deliver(batch) && !batch.IsLast;
            bytesOnTheWay -= batch.LineBytes;
            release(batch);
            batch.Clear();
            idle.Push(batch);
        }

        if (failure is not null) throw new InvalidOperationException("a search thread failed: " + failure.Message, failure);
    }

    private EventBatch? TakeDone()
    {
        lock (gate)
        {
            return onTheWay.TryPeek(out var first) && first.State == BatchState.Done ? onTheWay.Dequeue() : null;
        }
    }

    private EventBatch? TakeWaiting()
    {
        lock (gate)
        {
            foreach (var batch in onTheWay)
            {
                if (batch.State != BatchState.Waiting) continue;
                batch.State = BatchState.Working;
                return batch;
            }

            return null;
        }
    }

    private void Run()
    {
        var worker = makeWorker();
        while (true)
        {
            waiting.Wait();
            if (isEnding) return;
            if (TakeWaiting() is { } batch) WorkOn(worker, batch);
            done.Release();
        }
    }

    /// <summary>A worker that cannot even begin is told of by the thread that submits, which is woken.</summary>
    private void Fail(Exception e)
    {
        failure ??= e;
        done.Release();
    }

    private void WorkOn(IEventWorker worker, EventBatch batch)
    {
        try
        {
            if (GoesOn) worker.Work(batch);
        }
        catch (Exception e) // reported by the thread that submits
        {
            failure ??= e;
        }

        lock (gate) batch.State = BatchState.Done;
    }
}
