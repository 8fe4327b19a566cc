using Auspex.Linux.Control;
using Auspex.Linux.Native;
using Auspex.Linux.Uapi;

namespace Auspex.Linux.Plugins;

/// <summary>A plugin that runs: a child whose standard input is one end of a socket pair. One thread at a time.</summary>
/// <remarks>It gets an empty environment and nothing of our descriptors but the standard ones. Source: spec 8.2; socketpair(2).</remarks>
internal sealed unsafe class PluginChild : IDisposable
{
    private const int AF_UNIX = 1;
    private const int SOCK_STREAM = 1;
    private const int MSG_NOSIGNAL = 0x4000;
    private const int MSG_DONTWAIT = 0x40;
    private const int WNOHANG = 1;
    private const int SIGTERM = 15;
    private const int SIGKILL = 9;

    private int fd;
    private bool isReaped;

    private PluginChild(int fd, int pid)
    {
        this.fd = fd;
        Pid = pid;
    }

    /// <summary>Its pid.</summary>
    internal int Pid { get; }

    /// <summary>Starts a program.</summary>
    /// <returns>errno, 0 for success.</returns>
    internal static int Start(string program, IReadOnlyList<string> arguments, out PluginChild? child)
    {
        child = null;
        var ends = stackalloc int[2];
        if (Libc.socketpair(AF_UNIX, SOCK_STREAM | Socket.SOCK_CLOEXEC, 0, ends) != 0) return KernelErrors.Last;
        var errno = ChildProgram.StartPlugin(program, [program, .. arguments], ends[1], out var pid);
        _ = Libc.close(ends[1]);
        if (errno != 0)
        {
            _ = Libc.close(ends[0]);
            return errno;
        }

        child = new PluginChild(ends[0], pid);
        return 0;
    }

    /// <summary>Writes all of <paramref name="bytes"/>.</summary>
    /// <param name="bytes">Whole records.</param>
    /// <param name="isEnding">Asked now and then while the plugin takes nothing: true gives up.</param>
    /// <param name="written">How many bytes it took.</param>
    /// <returns>errno, 0 for success; EAGAIN when given up.</returns>
    internal int Write(ReadOnlySpan<byte> bytes, Func<bool> isEnding, out int written)
    {
        const int patienceMilliseconds = 200;
        written = 0;
        fixed (byte* start = bytes)
        {
            while (written < bytes.Length)
            {
                var count = Libc.send(fd, start + written, (nuint)(bytes.Length - written), MSG_NOSIGNAL | MSG_DONTWAIT);
                if (count >= 0)
                {
                    written += (int)count;
                    continue;
                }

                var errno = KernelErrors.Last;
                if (errno == Errno.EINTR) continue;
                if (errno != Errno.EAGAIN) return errno;
                if (isEnding()) return errno;
                var watched = new pollfd { fd = fd, events = Poll.POLLOUT };
                _ = Libc.poll(&watched, 1, patienceMilliseconds);
            }
        }

        return 0;
    }

    /// <summary>True once it has ended; it is then reaped.</summary>
    internal bool HasEnded()
    {
        int status;
        if (!isReaped && Libc.waitpid(Pid, &status, WNOHANG) != 0) isReaped = true;
        return isReaped;
    }

    /// <summary>Sends it a signal while it lives.</summary>
    internal void Signal(int signal)
    {
        if (!HasEnded()) _ = Libc.kill(Pid, signal);
    }

    /// <summary>Ends it: closes its input, gives it a moment, then TERM, and at last KILL.</summary>
    public void Dispose()
    {
        const int politeMilliseconds = 50, stubbornMilliseconds = 2000;
        if (fd >= 0) _ = Libc.close(fd);
        fd = -1;
        if (WaitForEnd(politeMilliseconds)) return;
        Signal(SIGTERM);
        if (WaitForEnd(stubbornMilliseconds)) return;
        Signal(SIGKILL);
        _ = WaitForEnd(stubbornMilliseconds);
    }

    private bool WaitForEnd(int milliseconds)
    {
        for (var left = milliseconds; left > 0; left -= 5)
        {
            if (HasEnded()) return true;
            Loop.Poller.Sleep(5);
        }

        return HasEnded();
    }
}
