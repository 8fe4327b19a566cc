namespace Auspex.Linux.Daemon;

/// <summary>What is known of a file's way to the disk. Written by the file's thread and by the one that flushes.</summary>
internal sealed class SyncState
{
    private readonly Lock guard = new();
    private long length;
    private long synced;
    private int failed;
    private int generation; // of what has to reach the disk: a flush that began before is none of what was written again since
    private bool isBroken;

    internal SyncState(long length) => this.length = synced = length; // what others wrote is not ours to judge

    /// <summary>The file's length.</summary>
    internal long Length
    {
        get => Volatile.Read(ref length);
        set => Volatile.Write(ref length, value);
    }

    /// <summary>Bytes that are on the disk.</summary>
    internal long Synced
    {
        get
        {
            lock (guard) return Math.Min(synced, Length);
        }
    }

    /// <summary>A flush begins.</summary>
    internal (int Generation, long Length) Begin()
    {
        lock (guard) return (generation, Length);
    }

    /// <summary>It has ended. After a failure a good one says nothing, until all has been written again.</summary>
    internal void End((int Generation, long Length) begun, int errno)
    {
        lock (guard)
        {
            if (errno != 0) (failed, isBroken) = (errno, true);
            else if (!isBroken && begun.Generation == generation) synced = Math.Max(synced, begun.Length);
        }
    }

    /// <summary>errno of the last failure, which is then forgotten.</summary>
    internal int TakeFailure()
    {
        lock (guard)
        {
            var errno = failed;
            failed = 0;
            return errno;
        }
    }

    /// <summary>What may not be on the disk has been written again.</summary>
    internal void Mend()
    {
        lock (guard)
        {
            generation++;
            isBroken = false;
        }
    }
}
