namespace Auspex.Daemon.Remote;

/// <summary>What senders gave the collector since the start. Counted by its thread; any thread may read.</summary>
internal sealed class CollectorCounters
{
    private long records;
    private long heartbeats;
    private long notWritten;
    private long refusedFrames;
    private long foreignBytes;
    private long accepted;
    private long refused;
    private int active;

    /// <summary>Records that were written.</summary>
    public long Records => Volatile.Read(ref records);

    /// <summary>Heartbeats that were answered.</summary>
    public long Heartbeats => Volatile.Read(ref heartbeats);

    /// <summary>Records that the log could not take; their senders were told.</summary>
    public long NotWritten => Volatile.Read(ref notWritten);

    /// <summary>Frames that were too long.</summary>
    public long RefusedFrames => Volatile.Read(ref refusedFrames);

    /// <summary>Bytes that were no frames and were passed over.</summary>
    public long ForeignBytes => Volatile.Read(ref foreignBytes);

    /// <summary>Connections that were accepted.</summary>
    public long Accepted => Volatile.Read(ref accepted);

    /// <summary>Connections that were refused.</summary>
    public long Refused => Volatile.Read(ref refused);

    /// <summary>Connections that are open.</summary>
    public int Active => Volatile.Read(ref active);

    /// <summary>A record came.</summary>
    public void CountRecord(bool isWritten) => Interlocked.Increment(ref isWritten ? ref records : ref notWritten);

    /// <summary>A heartbeat came.</summary>
    public void CountHeartbeat() => Interlocked.Increment(ref heartbeats);

    /// <summary>A frame was too long.</summary>
    public void CountRefusedFrame() => Interlocked.Increment(ref refusedFrames);

    /// <summary>Bytes were passed over.</summary>
    public void CountForeign(int bytes) => Interlocked.Add(ref foreignBytes, bytes);

    /// <summary>A connection was accepted.</summary>
    public void CountAccepted()
    {
        Interlocked.Increment(ref accepted);
        Interlocked.Increment(ref active);
    }

    /// <summary>A connection was refused.</summary>
    public void CountRefused() => Interlocked.Increment(ref refused);

    /// <summary>A connection that had been accepted has ended.</summary>
    public void CountClosed() => Interlocked.Decrement(ref active);
}
