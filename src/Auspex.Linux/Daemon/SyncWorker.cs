using Auspex.Daemon.Logs;
using Auspex.Linux.Native;
using Auspex.Threads;
using Microsoft.Win32.SafeHandles;

namespace Auspex.Linux.Daemon;

/// <summary>Flushes the log on a thread of its own. While a flush runs, further requests become one.</summary>
/// <remarks>
/// It holds the log's descriptor while it works: one that is closed meanwhile is closed after that, and no further one is needed. A flush waits;
/// and so does a look for errors, which begins no writing. Source: fsync(2); sync_file_range(2).
/// </remarks>
internal sealed class SyncWorker : IDisposable
{
    private const uint SYNC_FILE_RANGE_WAIT_BEFORE = 1;

    private readonly FlushTimes flushes;
    private readonly AutoResetEvent ready = new(false);
    private readonly Worker worker;
    private Work? requested; // its file is held
    private volatile bool isEnding;

    internal SyncWorker(FlushTimes flushes, WorkerFailures failures)
    {
        this.flushes = flushes;
        worker = new Worker("flush", failures, Run);
        _ = worker.Start();
    }

    /// <summary>Has <paramref name="file"/> flushed, or only looked at.</summary>
    /// <returns>errno of what failed last of the same file, which is then forgotten.</returns>
    internal int Request(SafeFileHandle file, SyncState state, bool flushes)
    {
        var waiting = Volatile.Read(ref requested);
        if (waiting is null || (flushes && (!waiting.Flushes || waiting.State != state))) // a look never takes the place of a flush
        {
            var isHeld = false;
            file.DangerousAddRef(ref isHeld);
            Interlocked.Exchange(ref requested, new Work(file, state, flushes))?.File.DangerousRelease();
            _ = ready.Set();
        }

        return state.TakeFailure();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        isEnding = true;
        _ = ready.Set();
        worker.Hurry();
        _ = worker.Join();
        ready.Dispose();
    }

    private void Run()
    {
        while (true)
        {
            if (Interlocked.Exchange(ref requested, null) is { } work)
            {
                Do(work);
            }
            else if (isEnding)
            {
                return;
            }
            else
            {
                _ = ready.WaitOne();
            }
        }
    }

    private void Do(Work work)
    {
        try
        {
            var fd = (int)work.File.DangerousGetHandle();
            if (work.Flushes)
            {
                var begun = work.State.Begin();
                var started = TimeProvider.System.GetTimestamp();
                var errno = Libc.fdatasync(fd) == 0 ? 0 : KernelErrors.Last;
                flushes.Add(TimeProvider.System.GetElapsedTime(started));
                work.State.End(begun, errno);
            }
            else if (Libc.sync_file_range(fd, 0, 0, SYNC_FILE_RANGE_WAIT_BEFORE) != 0 && KernelErrors.Last is Uapi.Errno.EIO or Uapi.Errno.ENOSPC)
            {
                work.State.End(default, KernelErrors.Last);
            }
        }
        finally
        {
            work.File.DangerousRelease();
        }
    }

    private sealed record Work(SafeFileHandle File, SyncState State, bool Flushes);
}
