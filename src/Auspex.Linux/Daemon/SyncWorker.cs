using Auspex.Daemon.Logs;
using Auspex.Linux.Native;

namespace Auspex.Linux.Daemon;

/// <summary>Flushes the log on a thread of its own. While a flush runs, further requests become one.</summary>
/// <remarks>
/// It works on a descriptor of its own, so that the log may be closed meanwhile. A flush waits; and so does a look for errors, which begins
/// no writing. Source: fcntl(2), F_DUPFD_CLOEXEC; fsync(2); sync_file_range(2).
/// </remarks>
internal sealed class SyncWorker : IDisposable
{
    private const int F_DUPFD_CLOEXEC = 1030;
    private const uint SYNC_FILE_RANGE_WAIT_BEFORE = 1;

    private readonly FlushTimes flushes;
    private readonly AutoResetEvent ready = new(false);
    private readonly Thread thread;
    private Work? requested;
    private volatile bool isEnding;

    internal SyncWorker(FlushTimes flushes)
    {
        this.flushes = flushes;
        thread = new Thread(Run, 128 << 10) { Name = "flush", IsBackground = true };
        thread.Start();
    }

    /// <summary>Has <paramref name="fd"/> flushed, or only looked at.</summary>
    /// <returns>errno of what failed last of the same file, which is then forgotten.</returns>
    internal int Request(int fd, SyncState state, bool flushes)
    {
        var waiting = Volatile.Read(ref requested);
        if (waiting is null || (flushes && (!waiting.Flushes || waiting.State != state))) // a look never takes the place of a flush
        {
            var copy = Libc.fcntl(fd, F_DUPFD_CLOEXEC, 0);
            if (copy < 0) return KernelErrors.Last;
            if (Interlocked.Exchange(ref requested, new Work(copy, state, flushes)) is { } before) _ = Libc.close(before.Descriptor);
            _ = ready.Set();
        }

        return state.TakeFailure();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        isEnding = true;
        _ = ready.Set();
        thread.Join();
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
        if (work.Flushes)
        {
            var begun = work.State.Begin();
            var started = TimeProvider.System.GetTimestamp();
            var errno = Libc.fdatasync(work.Descriptor) == 0 ? 0 : KernelErrors.Last;
            flushes.Add(TimeProvider.System.GetElapsedTime(started));
            work.State.End(begun, errno);
        }
        else if (Libc.sync_file_range(work.Descriptor, 0, 0, SYNC_FILE_RANGE_WAIT_BEFORE) != 0 && KernelErrors.Last is Uapi.Errno.EIO or Uapi.Errno.ENOSPC)
        {
            work.State.End(default, KernelErrors.Last);
        }

        _ = Libc.close(work.Descriptor);
    }

    private sealed record Work(int Descriptor, SyncState State, bool Flushes);
}
