using Auspex.Daemon.Logs;
using Auspex.Linux.Native;
using Auspex.Threads;
using Microsoft.Win32.SafeHandles;

namespace Auspex.Linux.Daemon;

/// <summary>Flushes the log on a thread of its own. While a flush runs, further requests become one.</summary>
/// <remarks>It holds the log's descriptor while it works: one that is closed meanwhile is closed after that. So no descriptor is needed. Source: fsync(2).</remarks>
internal sealed class SyncWorker : IDisposable
{
    private readonly FlushTimes flushes;
    private readonly AutoResetEvent ready = new(false);
    private readonly Worker worker;
    private SafeFileHandle? requested; // held
    private int failed;
    private volatile bool isEnding;

    internal SyncWorker(FlushTimes flushes, WorkerFailures failures)
    {
        this.flushes = flushes;
        worker = new Worker("flush", failures, Run);
        _ = worker.Start();
    }

    /// <summary>Has <paramref name="file"/> flushed.</summary>
    /// <returns>errno of the last flush that failed, which is then forgotten.</returns>
    internal int Request(SafeFileHandle file)
    {
        if (Volatile.Read(ref requested) is null)
        {
            var isHeld = false;
            file.DangerousAddRef(ref isHeld);
            Interlocked.Exchange(ref requested, file)?.DangerousRelease();
            _ = ready.Set();
        }

        return Interlocked.Exchange(ref failed, 0);
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
            if (Interlocked.Exchange(ref requested, null) is { } file)
            {
                Flush(file);
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

    private void Flush(SafeFileHandle file)
    {
        try
        {
            var started = TimeProvider.System.GetTimestamp();
            if (Libc.fdatasync((int)file.DangerousGetHandle()) != 0) Volatile.Write(ref failed, KernelErrors.Last);
            flushes.Add(TimeProvider.System.GetElapsedTime(started));
        }
        finally
        {
            file.DangerousRelease();
        }
    }
}
