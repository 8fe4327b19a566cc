using System.Text;
using Auspex.Linux.Files;
using Auspex.Linux.Native;
using Auspex.Linux.Uapi;

namespace Auspex.Linux.Daemon;

/// <summary>One daemon at a time: held from before the first file is touched until the process ends, however it ends.</summary>
/// <remarks>Source: flock(2).</remarks>
internal sealed unsafe class DaemonLock : IDisposable
{
    private const uint OwnerOnly = 0x180; // 0600
    private const uint FolderMode = 0x1ED; // 0755
    private const int EWOULDBLOCK = Errno.EAGAIN;

    private readonly int fd;

    private DaemonLock(int fd) => this.fd = fd;

    /// <summary>Takes the lock, without waiting; makes its folder where that is missing.</summary>
    /// <param name="path">The file.</param>
    /// <param name="fault">Why it cannot be had.</param>
    public static DaemonLock? TryTake(string path, out string fault)
    {
        fault = "";
        fixed (byte* folder = Encoding.UTF8.GetBytes(Path.GetDirectoryName(path) + '\0')) _ = Libc.mkdir(folder, FolderMode);
        int fd;
        fixed (byte* name = Encoding.UTF8.GetBytes(path + '\0'))
            fd = Libc.openat(Fcntl.AT_FDCWD, name, Fcntl.O_WRONLY | Fcntl.O_CREAT | Fcntl.O_CLOEXEC | Fcntl.O_NOFOLLOW, OwnerOnly);
        if (fd < 0)
        {
            fault = $"cannot open {path} ({ErrorWords.Of(KernelErrors.Last)})";
            return null;
        }

        if (Libc.flock(fd, Fcntl.LOCK_EX | Fcntl.LOCK_NB) == 0) return new DaemonLock(fd);
        var errno = KernelErrors.Last;
        _ = Libc.close(fd);
        fault = errno == EWOULDBLOCK ? "another audit daemon is running" : $"cannot lock {path} ({ErrorWords.Of(errno)})";
        return null;
    }

    /// <inheritdoc/>
    public void Dispose() => _ = Libc.close(fd);
}
