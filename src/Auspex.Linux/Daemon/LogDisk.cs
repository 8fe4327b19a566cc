using System.Text;
using Auspex.Daemon.Configuration;
using Auspex.Daemon.Logs;
using Auspex.Linux.Loop;
using Auspex.Linux.Native;
using Auspex.Linux.Uapi;
using Auspex.Threads;

namespace Auspex.Linux.Daemon;

/// <summary>The directory where logs are kept.</summary>
/// <remarks>Source: open(2), rename(2), fchmod(2); spec 7.4.</remarks>
internal sealed unsafe class LogDisk : ILogDisk, IDisposable
{
    private const int O_RDWR = 2; // what may be lost is read back
    private const int O_APPEND = 0x400;
    private const int O_DSYNC = 0x1000;
    private const int O_SYNC = 0x101000;
    private readonly SyncWorker worker;
    private readonly ReserveDescriptor reserve = new();

    /// <summary>A disk.</summary>
    /// <param name="flushes">Where the times of flushes by a thread are counted.</param>
    /// <param name="failures">Where failures of that thread are counted.</param>
    public LogDisk(FlushTimes flushes, WorkerFailures failures) => worker = new SyncWorker(flushes, failures);

    /// <inheritdoc/>
    public int Open(DaemonConfig config, out ILogFile? file)
    {
        file = null;
        var path = Encoding.UTF8.GetBytes(config.LogFile + '\0');
        var flags = O_RDWR | O_APPEND | Fcntl.O_NOFOLLOW | Fcntl.O_CLOEXEC | Fcntl.O_CREAT
            | config.Flush switch { FlushMode.Data => O_DSYNC, FlushMode.Sync => O_SYNC, _ => 0 };
        var failed = TryOpen(path, flags, out var fd);
        if (ReserveDescriptor.IsShortage(failed) && reserve.TryGive()) failed = TryOpen(path, flags, out fd);
        reserve.Keep();
        if (failed != 0) return failed;
        if (!FileIdentity.TryGet(fd, out var identity))
        {
            var errno = KernelErrors.Last;
            _ = Libc.close(fd);
            return errno;
        }

        // As the configuration says, also where the file was there before; a file that belongs to others is a matter of the start.
        _ = Libc.fchmod(fd, config.LogGroup != 0 ? 0x1A0u : 0x180u);
        _ = Libc.fchown(fd, 0, config.LogGroup);
        file = new LogFile(fd, path, identity.SizeBytes, worker);
        return 0;
    }

    /// <inheritdoc/>
    public int Rename(string from, string to)
    {
        fixed (byte* old = Encoding.UTF8.GetBytes(from + '\0'), changed = Encoding.UTF8.GetBytes(to + '\0'))
            return Libc.rename(old, changed) == 0 ? 0 : KernelErrors.Last;
    }

    /// <inheritdoc/>
    public int Seal(string path, bool isForGroup)
    {
        fixed (byte* name = Encoding.UTF8.GetBytes(path + '\0'))
            return Libc.chmod(name, isForGroup ? 0x120u : 0x100u) == 0 ? 0 : KernelErrors.Last;
    }

    /// <inheritdoc/>
    public int Remove(string path)
    {
        fixed (byte* name = Encoding.UTF8.GetBytes(path + '\0')) return Libc.unlink(name) == 0 ? 0 : KernelErrors.Last;
    }

    /// <inheritdoc/>
    public bool Exists(string path) =>
        FileIdentity.TryGet(Fcntl.AT_FDCWD, Encoding.UTF8.GetBytes(path + '\0'), Stat.AT_SYMLINK_NOFOLLOW, out _, out _);

    /// <inheritdoc/>
    public void Dispose()
    {
        worker.Dispose();
        reserve.Dispose();
    }

    private static int TryOpen(byte[] path, int flags, out int fd)
    {
        fixed (byte* name = path) fd = Libc.openat(Fcntl.AT_FDCWD, name, flags, 0x1A0);
        return fd < 0 ? KernelErrors.Last : 0;
    }
}
