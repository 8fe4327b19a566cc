using Auspex.Daemon;
using Auspex.Daemon.Queues;
using Auspex.Threads;

namespace Auspex.Linux.Outputs;

/// <summary>An output with a queue and a thread of its own, as a plugin has: nobody waits for it, and what it loses is counted.</summary>
/// <remarks>A record on which it fails is lost and counted; the output finds its way back (<see cref="Recover"/>) and goes on with the next.</remarks>
internal abstract class QueuedOutput : IDaemonSink, IDisposable
{
    private const int QueueBytes = 2 << 20;
    private const int BlockBytes = 64 << 10;

    private readonly Worker worker;
    private IReadOnlyList<QueuedOutput> before = [];
    private byte[] frames = [];
    private int length; // bytes of the frames that hold records
    private int taken; // of these are done, or failed
    private Stage stage;
    private volatile bool isGivenUp;
    private bool isDisposed;
    private long refusedTold;
    private long lost;

    /// <summary>An output that is not started yet.</summary>
    /// <param name="name">What it is called in losses and metrics.</param>
    /// <param name="spill">Where its queue goes on when memory is full, or null.</param>
    /// <param name="failures">Where its failures are counted.</param>
    protected QueuedOutput(string name, SpillFile? spill, WorkerFailures failures)
    {
        Queue = new RecordQueue(name, QueueBytes, int.MaxValue, spill);
        worker = new Worker(name, failures, Run);
    }

    private enum Stage
    {
        Opening,
        Working,
        Ending,
        Closing,
        Done,
    }

    /// <summary>What waits for it.</summary>
    public RecordQueue Queue { get; }

    /// <summary>What it is called.</summary>
    public string Name => Queue.Name;

    /// <summary>False once it could not be opened, or has ended for good.</summary>
    public bool IsActive => !isGivenUp && !worker.HasEnded;

    /// <summary>True once nothing more is done.</summary>
    public bool HasEnded => worker.HasEnded;

    /// <summary>How long it waits for records before <see cref="OnSilence"/>.</summary>
    protected virtual int IdleMilliseconds => 500;

    /// <summary>Begins to work: opens once those that may have the same files and sockets have ended. Waits for none of them.</summary>
    public void Start(IReadOnlyList<QueuedOutput>? ending = null)
    {
        before = ending ?? [];
        _ = worker.Start();
    }

    /// <inheritdoc/>
    public void OnRecord(in DaemonRecord record)
    {
        if (!isGivenUp && Wants(record)) _ = Queue.TryPut(Needed(record));
    }

    /// <inheritdoc/>
    public void OnBatchEnd() => Queue.Wake();

    /// <summary>What was lost since the last call.</summary>
    public long TakeLost()
    {
        var refused = Queue.Refused;
        var since = refused - refusedTold + Interlocked.Exchange(ref lost, 0);
        refusedTold = refused;
        return since;
    }

    /// <summary>No more comes: it writes what waits, and ends. Does not wait for that.</summary>
    public void Retire()
    {
        Queue.Close();
        worker.Hurry();
    }

    /// <summary>Ends once all that waits is written.</summary>
    public void Dispose()
    {
        if (isDisposed) return;
        isDisposed = true;
        Retire();
        _ = worker.Join();
        if (!isGivenUp) CountLost(Queue.Count); // nothing, unless it failed to the last
        Dispose(true);
        Queue.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Opens what it writes to, on the output's thread.</summary>
    /// <returns>False when it cannot be: the daemon goes on without it, and why has been told.</returns>
    protected abstract bool TryOpen();

    /// <summary>True for records that it wants. On the writer's thread.</summary>
    protected virtual bool Wants(in DaemonRecord record) => true;

    /// <summary>The part of a record that it needs. On the writer's thread.</summary>
    protected virtual DaemonRecord Needed(in DaemonRecord record) => record;

    /// <summary>Takes a record.</summary>
    protected abstract void OnTaken(in DaemonRecord record);

    /// <summary>Some records were taken, and there are no more at the moment.</summary>
    protected abstract void OnTaken();

    /// <summary>Nothing has come for a while.</summary>
    protected abstract void OnSilence();

    /// <summary>Nothing comes any more.</summary>
    protected abstract void OnEnd();

    /// <summary>Closes what was opened. The last call on the output's thread.</summary>
    protected abstract void Close();

    /// <summary>Makes whole again what the last call has left broken by an exception.</summary>
    /// <returns>How many records are lost by it.</returns>
    protected abstract int Recover();

    /// <summary>Ends the rest, after the thread has.</summary>
    /// <param name="isDisposing">True.</param>
    protected virtual void Dispose(bool isDisposing)
    {
    }

    /// <summary>Counts what was lost behind the queue.</summary>
    protected void CountLost(long count) => Interlocked.Add(ref lost, count);

    /// <summary>The thread's work, begun anew after each failure at the stage where it stood.</summary>
    private void Run()
    {
        if (stage == Stage.Opening) Open();
        else if (stage < Stage.Closing) CountLost(Recover());
        while (stage == Stage.Working) Work();
        if (stage == Stage.Ending)
        {
            stage = Stage.Closing;
            OnEnd();
        }

        if (stage != Stage.Closing) return;
        stage = Stage.Done;
        Close();
    }

    private void Open()
    {
        foreach (var old in before) _ = old.worker.Join();
        before = [];
        isGivenUp = !TryOpen();
        stage = isGivenUp ? Stage.Done : Stage.Working;
        if (!isGivenUp) frames = new byte[BlockBytes];
    }

    private void Work()
    {
        if (taken == length)
        {
            taken = 0;
            length = Queue.Take(ref frames);
        }

        if (length > 0)
        {
            while (taken < length) TakeNext();
            OnTaken();
            return;
        }

        if (Queue.IsClosed)
        {
            stage = Stage.Ending;
            return;
        }

        Queue.Wait(IdleMilliseconds);
        if (Queue.Count == 0) OnSilence();
    }

    private void TakeNext()
    {
        ReadOnlySpan<byte> rest = frames.AsSpan(taken, length - taken);
        _ = RecordQueue.TryRead(ref rest, out var record);
        taken = length - rest.Length; // by now: one that fails is not tried again
        OnTaken(record);
    }
}
