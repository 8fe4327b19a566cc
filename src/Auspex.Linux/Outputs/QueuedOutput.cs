using Auspex.Daemon;
using Auspex.Daemon.Queues;

namespace Auspex.Linux.Outputs;

/// <summary>An output with a queue and a thread of its own, as a plugin has: nobody waits for it, and what it loses is counted.</summary>
public abstract class QueuedOutput : IDaemonSink, IDisposable
{
    private const int QueueBytes = 2 << 20;
    private const int BlockBytes = 64 << 10;

    private readonly Thread thread;
    private long refusedTold;
    private long lost;

    /// <summary>An output that is not started yet.</summary>
    /// <param name="name">What it is called in losses and metrics.</param>
    /// <param name="spill">Where its queue goes on when memory is full, or null.</param>
    protected QueuedOutput(string name, SpillFile? spill)
    {
        Queue = new RecordQueue(name, QueueBytes, int.MaxValue, spill);
        thread = new Thread(Run, 512 << 10) { Name = name, IsBackground = true };
    }

    /// <summary>What waits for it.</summary>
    public RecordQueue Queue { get; }

    /// <summary>What it is called.</summary>
    public string Name => Queue.Name;

    /// <summary>How long it waits for records before <see cref="OnSilence"/>.</summary>
    protected virtual int IdleMilliseconds => 500;

    /// <summary>Begins to work.</summary>
    public void Start() => thread.Start();

    /// <inheritdoc/>
    public void OnRecord(in DaemonRecord record)
    {
        if (Wants(record)) _ = Queue.TryPut(Needed(record));
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

    /// <summary>Ends once all that waits is written.</summary>
    public void Dispose()
    {
        Queue.Close();
        if ((thread.ThreadState & ThreadState.Unstarted) == 0) thread.Join();
        Dispose(true);
        Queue.Dispose();
        GC.SuppressFinalize(this);
    }

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

    /// <summary>Nothing comes any more. The last call on the output's thread.</summary>
    protected abstract void OnEnd();

    /// <summary>Ends the rest, after the thread has.</summary>
    /// <param name="isDisposing">True.</param>
    protected virtual void Dispose(bool isDisposing)
    {
    }

    /// <summary>Counts what was lost behind the queue.</summary>
    protected void CountLost(long count) => Interlocked.Add(ref lost, count);

    private void Run()
    {
        var frames = new byte[BlockBytes];
        while (true)
        {
            var length = Queue.Take(ref frames);
            if (length > 0)
            {
                ReadOnlySpan<byte> rest = frames.AsSpan(0, length);
                while (RecordQueue.TryRead(ref rest, out var record)) OnTaken(record);
                OnTaken();
                continue;
            }

            if (Queue.IsClosed) break;
            Queue.Wait(IdleMilliseconds);
            if (Queue.Count == 0) OnSilence();
        }

        OnEnd();
    }
}
