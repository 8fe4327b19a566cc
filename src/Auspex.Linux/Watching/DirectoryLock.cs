using System.Text;
using Auspex.Linux.Native;
using Auspex.Linux.Uapi;

namespace Auspex.Linux.Watching;

/// <summary>Holds a lock file until disposed. Source: flock(2).</summary>
internal sealed unsafe class DirectoryLock : IDisposable
{
    private const uint OwnerOnly = 0x180;

    private int fd;

    /// <summary>Waits for the lock.</summary>
    internal DirectoryLock(string path)
    {
        var operation = $"lock {path}";
        fixed (byte* name = Encoding.UTF8.GetBytes(path + '\0'))
        {
            var flags = Fcntl.O_WRONLY | Fcntl.O_CREAT | Fcntl.O_CLOEXEC | Fcntl.O_NOFOLLOW;
            fd = KernelErrors.Check(Libc.openat(Fcntl.AT_FDCWD, name, flags, OwnerOnly), operation);
        }

        while (Libc.flock(fd, Fcntl.LOCK_EX) != 0)
        {
            if (KernelErrors.Last == Errno.EINTR) continue;
            var errno = KernelErrors.Last;
            Dispose();
            KernelErrors.Throw(operation, errno);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (fd < 0) return;
        _ = Libc.close(fd);
        fd = -1;
    }
}
