using Auspex.Linux.Native;
using Auspex.Linux.Uapi;

namespace Auspex.Linux.Files;

/// <summary>Tells whether somebody has a file open for writing, as auditd has its log.</summary>
/// <remarks>
/// The kernel gives a lease for reading only when nobody has, so one is taken and given back at once. Should a writer come in between, it
/// waits for that moment, and we get SIGURG, which does nothing. Leases are for the file's owner and root; where there is none (another
/// owner, NFS), a file that was changed a moment ago counts as being written. Source: fcntl(2), F_SETLEASE.
/// </remarks>
internal static class WrittenFiles
{
    private const int RecentSeconds = 30;

    /// <summary>True when <paramref name="fd"/> is being written by somebody, or may be.</summary>
    /// <param name="fd">The file, open for reading.</param>
    /// <param name="changedSeconds">When it was changed last, since 1970-01-01 UTC.</param>
    /// <param name="nowSeconds">Now.</param>
    internal static bool IsWritten(int fd, long changedSeconds, long nowSeconds)
    {
        if (Libc.fcntl(fd, Fcntl.F_SETSIG, Signal.SIGURG) == 0)
        {
            if (Libc.fcntl(fd, Fcntl.F_SETLEASE, Fcntl.F_RDLCK) == 0)
            {
                _ = Libc.fcntl(fd, Fcntl.F_SETLEASE, Fcntl.F_UNLCK);
                return false;
            }

            if (KernelErrors.Last == Errno.EAGAIN) return true;
        }

        return nowSeconds - changedSeconds < RecentSeconds;
    }
}
