using System.Text;
using Auspex.Daemon.Remote;
using Auspex.Linux.Files;
using Auspex.Linux.Native;
using Auspex.Linux.Uapi;

namespace Auspex.Linux.Daemon.Remote;

/// <summary>An open and locked spool file. Owns its descriptor; the lock goes with it.</summary>
/// <remarks>Source: lockf(3), posix_fallocate(3); spec 8.5.</remarks>
internal sealed unsafe class SpoolFile : ISpoolFile
{
    private const uint Mode = 0x180; // 0600

    private int fd;

    private SpoolFile(int fd, FileIdentity identity)
    {
        this.fd = fd;
        Identity = identity;
    }

    /// <inheritdoc/>
    public long Length => FileIdentity.TryGet(fd, out var now) ? now.SizeBytes : 0;

    /// <summary>Which file it is.</summary>
    internal FileIdentity Identity { get; }

    /// <summary>Opens a file and locks it. Links are not followed.</summary>
    /// <param name="path">The file.</param>
    /// <param name="isNew">True to make one that is empty.</param>
    /// <param name="errno">Why not: EBUSY when another program has it.</param>
    internal static SpoolFile? Open(string path, bool isNew, out int errno)
    {
        int fd;
        var flags = Fcntl.O_RDWR | Fcntl.O_CLOEXEC | Fcntl.O_NOFOLLOW | Fcntl.O_NONBLOCK | (isNew ? Fcntl.O_CREAT : 0);
        fixed (byte* name = Encoding.UTF8.GetBytes(path + '\0')) fd = Libc.openat(Fcntl.AT_FDCWD, name, flags, Mode);
        errno = fd < 0 ? KernelErrors.Last : 0;
        if (fd < 0) return null;
        var isKnown = FileIdentity.TryGet(fd, "\0"u8, Stat.AT_EMPTY_PATH, out var identity, out var status);
        if (!isKnown || (status.stx_mode & Stat.S_IFMT) != Stat.S_IFREG) errno = Errno.EINVAL;
        else if (Libc.lockf(fd, Fcntl.F_TLOCK, 0) != 0) errno = KernelErrors.Last is Errno.EAGAIN or Errno.EACCES ? Errno.EBUSY : KernelErrors.Last;
        else if (isNew && Libc.ftruncate(fd, 0) != 0) errno = KernelErrors.Last;
        if (errno == 0) return new SpoolFile(fd, identity);
        _ = Libc.close(fd);
        return null;
    }

    /// <inheritdoc/>
    public int Read(long offset, Span<byte> room, out int count)
    {
        count = Math.Max(SmallFile.Read(fd, room, offset, out var errno), 0);
        return errno;
    }

    /// <inheritdoc/>
    public int Write(long offset, ReadOnlySpan<byte> bytes) => SmallFile.Write(fd, offset, bytes);

    /// <inheritdoc/>
    public int Reserve(long length) => Libc.posix_fallocate(fd, 0, length);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (fd >= 0) _ = Libc.close(fd);
        fd = -1;
    }
}
