using Auspex.Linux.Control;
using Auspex.Linux.Native;
using Auspex.Linux.Uapi;
using Auspex.Text;

namespace Auspex.Linux.Plugins;

/// <summary>A plugin that runs: a child whose standard input is one end of a socket pair. One thread at a time, but for <see cref="Signal"/>.</summary>
/// <remarks>
/// It gets an empty environment and nothing of our descriptors but the standard ones. We keep its end of the pair open too: once it has
/// died, what it had not read is still there, and is taken back. Source: spec 8.2; socketpair(2), unix(7).
/// </remarks>
internal sealed unsafe class PluginChild : IDisposable
{
    private const int AF_UNIX = 1;
    private const int SOCK_STREAM = 1;
    private const int MSG_NOSIGNAL = 0x4000;
    private const int MSG_DONTWAIT = 0x40;
    private const int SIGTERM = 15;
    private const int SIGKILL = 9;
    private const nuint FIONREAD = 0x541B;

    private readonly ChildProcess process;
    private readonly int itsEnd;
    private int fd;

    private PluginChild(int fd, int itsEnd, int pid)
    {
        this.fd = fd;
        this.itsEnd = itsEnd;
        process = new ChildProcess(pid);
    }

    /// <summary>Starts a program.</summary>
    /// <returns>errno, 0 for success.</returns>
    internal static int Start(string program, IReadOnlyList<string> arguments, out PluginChild? child)
    {
        child = null;
        var ends = stackalloc int[2];
        if (Libc.socketpair(AF_UNIX, SOCK_STREAM | Socket.SOCK_CLOEXEC, 0, ends) != 0) return KernelErrors.Last;
        var errno = ChildProgram.StartPlugin(program, [program, .. arguments], ends[1], out var pid);
        if (errno != 0)
        {
            _ = Libc.close(ends[0]);
            _ = Libc.close(ends[1]);
            return errno;
        }

        child = new PluginChild(ends[0], ends[1], pid);
        return 0;
    }

    /// <summary>Writes all of <paramref name="bytes"/>.</summary>
    /// <param name="bytes">Whole records.</param>
    /// <param name="isEnding">Asked now and then while the plugin takes nothing: true gives up.</param>
    /// <param name="written">How many bytes it took, or the socket holds.</param>
    /// <returns>errno, 0 for success; EAGAIN when given up; EPIPE when it has ended.</returns>
    internal int Write(ReadOnlySpan<byte> bytes, Func<bool> isEnding, out int written)
    {
        const int patienceMilliseconds = 200;
        written = 0;
        if (HasEnded()) return Errno.EPIPE;
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
                if (HasEnded()) return Errno.EPIPE;
                var watched = new pollfd { fd = fd, events = Poll.POLLOUT };
                _ = Libc.poll(&watched, 1, patienceMilliseconds);
            }
        }

        return 0;
    }

    /// <summary>True once it has ended; it is then reaped.</summary>
    internal bool HasEnded() => process.HasEnded();

    /// <summary>Sends it a signal while it lives. From any thread.</summary>
    internal void Signal(int signal) => process.Signal(signal);

    /// <summary>Ends it: closes its input, lets it read what is there, gives it a moment, then TERM, and at last KILL.</summary>
    internal void End()
    {
        const int politeMilliseconds = 50, readingMilliseconds = 3000, stubbornMilliseconds = 2000;
        if (fd >= 0) _ = Libc.close(fd);
        fd = -1;
        for (var waited = 0; waited < readingMilliseconds && UnreadBytes > 0 && !HasEnded(); waited += 5) Loop.Poller.Sleep(5);
        if (process.WaitForEnd(politeMilliseconds)) return;
        Signal(SIGTERM);
        if (process.WaitForEnd(stubbornMilliseconds)) return;
        Signal(SIGKILL);
        _ = process.WaitForEnd(stubbornMilliseconds);
    }

    /// <summary>Takes back what it had not read. For use once it has ended.</summary>
    internal void TakeUnread(ByteBuffer unread)
    {
        var room = stackalloc byte[4096];
        while (Libc.recvfrom(itsEnd, room, 4096, MSG_DONTWAIT, null, null) is var count and > 0)
            unread.Append(new ReadOnlySpan<byte>(room, (int)count));
    }

    /// <summary>Closes what is left of it. It has to have ended.</summary>
    public void Dispose()
    {
        if (fd >= 0) _ = Libc.close(fd);
        fd = -1;
        _ = Libc.close(itsEnd);
    }

    private int UnreadBytes
    {
        get
        {
            var unread = 0;
            return Libc.ioctl(itsEnd, FIONREAD, &unread) == 0 ? unread : 0;
        }
    }
}
