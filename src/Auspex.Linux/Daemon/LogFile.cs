using Auspex.Daemon.Logs;
using Auspex.Linux.Files;
using Auspex.Linux.Native;
using Auspex.Linux.Uapi;
using Microsoft.Win32.SafeHandles;

namespace Auspex.Linux.Daemon;

/// <summary>The active log. Owns its descriptor.</summary>
/// <remarks>Source: write(2), fdatasync(2), ftruncate(2), fstatfs(2).</remarks>
internal sealed unsafe class LogFile : ILogFile
{
    private readonly SyncWorker worker;
    private readonly SafeFileHandle handle;
    private readonly int fd; // the handle's

    internal LogFile(int fd, long length, SyncWorker worker)
    {
        this.fd = fd;
        handle = new SafeFileHandle(fd, ownsHandle: true);
        this.worker = worker;
        Length = length;
    }

    /// <inheritdoc/>
    public long Length { get; private set; }

    /// <inheritdoc/>
    public int Write(ReadOnlySpan<byte> bytes, out int written)
    {
        written = 0;
        fixed (byte* start = bytes)
        {
            while (written < bytes.Length)
            {
                var count = Libc.write(fd, start + written, (nuint)(bytes.Length - written));
                if (count > 0)
                {
                    written += (int)count;
                    Length += count;
                }
                else if (count == 0)
                {
                    return Errno.EIO;
                }
                else if (KernelErrors.Last != Errno.EINTR)
                {
                    return KernelErrors.Last;
                }
            }
        }

        return 0;
    }

    /// <inheritdoc/>
    public int Sync() => Libc.fsync(fd) == 0 ? 0 : KernelErrors.Last;

    /// <inheritdoc/>
    public int SyncSoon() => worker.Request(handle);

    /// <inheritdoc/>
    public int Truncate(long length)
    {
        if (Libc.ftruncate(fd, length) != 0) return KernelErrors.Last;
        Length = length;
        return 0;
    }

    /// <inheritdoc/>
    public int GetSpace(out LogSpace space) => FileSystemSpace.Get(fd, out space);

    /// <inheritdoc/>
    public void Dispose() => handle.Dispose();
}
