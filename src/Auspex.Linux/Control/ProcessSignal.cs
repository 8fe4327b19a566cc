using Auspex.Linux.Native;
using Auspex.Linux.Uapi;

namespace Auspex.Linux.Control;

/// <summary>Signals to one process that is meant, and not to another that got its number later.</summary>
/// <remarks>Source: pidfd_open(2), pidfd_send_signal(2); kernel 5.3.</remarks>
internal static unsafe class ProcessSignal
{
    private const int SYS_pidfd_send_signal = 424;
    private const int SYS_pidfd_open = 434;
    private const nint Ignore = 1; // SIG_IGN

    /// <summary>Stops this process, all of its threads, until another continues it (SIGCONT).</summary>
    public static void StopSelf() => _ = Libc.kill(Libc.getpid(), Signal.SIGSTOP);

    /// <summary>Lets this process write to its terminal from the background, which else may stop it (<c>stty tostop</c>).</summary>
    public static void IgnoreBackgroundStop() => _ = Libc.signal(Signal.SIGTTOU, Ignore);

    /// <summary>Sends a signal.</summary>
    /// <param name="pid">The process.</param>
    /// <param name="signal">The signal's number.</param>
    /// <param name="awaitEnd">Waits until the process has ended, however long that takes.</param>
    /// <returns>0, or the error number.</returns>
    public static int Send(int pid, int signal, bool awaitEnd)
    {
        var fd = (int)Libc.syscall(SYS_pidfd_open, pid, 0, 0, 0);
        if (fd < 0)
        {
            if (KernelErrors.Last != Errno.ENOSYS || awaitEnd) return KernelErrors.Last;
            return Libc.kill(pid, signal) == 0 ? 0 : KernelErrors.Last;
        }

        var errno = Libc.syscall(SYS_pidfd_send_signal, fd, signal, 0, 0) < 0 ? KernelErrors.Last : 0;
        if (errno == 0 && awaitEnd)
        {
            var watched = new pollfd { fd = fd, events = Poll.POLLIN };
            while (Libc.poll(&watched, 1, -1) < 0 && KernelErrors.Last == Errno.EINTR)
            {
                watched.revents = 0;
            }
        }

        _ = Libc.close(fd);
        return errno;
    }
}
