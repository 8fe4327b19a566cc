using Auspex.Daemon.Logs;
using Auspex.Linux.Native;

namespace Auspex.Linux.Daemon;

/// <summary>Flushes the log on a thread of its own. While a flush runs, further requests become one.</summary>
/// <remarks>It works on a descriptor of its own, so that the log may be closed meanwhile. Source: fcntl(2), F_DUPFD_CLOEXEC; fsync(2).</remarks>
internal sealed class SyncWorker : IDisposable
{
    private const int F_DUPFD_CLOEXEC = 1030;

    private readonly FlushTimes flushes;
    private readonly AutoResetEvent ready = new(false);
    private readonly Thread thread;
    private int requested = -1;
    private int failed;
    private volatile bool isEnding;

    internal SyncWorker(FlushTimes flushes)
    {
        this.flushes = flushes;
        thread = new Thread(Run, 128 << 10) { Name = "flush", IsBackground = true };
        thread.Start();
    }

    /// <summary>Has <paramref name="fd"/> flushed.</summary>
    /// <returns>errno of the last flush that failed, which is then forgotten.</returns>
    internal int Request(int fd)
    {
        if (Volatile.Read(ref requested) < 0)
        {
            var copy = Libc.fcntl(fd, F_DUPFD_CLOEXEC, 0);
            if (copy < 0) return KernelErrors.Last;
            var before = Interlocked.Exchange(ref requested, copy);
            if (before >= 0) _ = Libc.close(before);
            _ = ready.Set();
        }

        return Interlocked.Exchange(ref failed, 0);
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
            var fd = Interlocked.Exchange(ref requested, -1);
            if (fd >= 0)
            {
                var started = TimeProvider.System.GetTimestamp();
                if (Libc.fdatasync(fd) != 0) Volatile.Write(ref failed, KernelErrors.Last);
                flushes.Add(TimeProvider.System.GetElapsedTime(started));
                _ = Libc.close(fd);
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
}
