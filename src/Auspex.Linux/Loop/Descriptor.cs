using Auspex.Linux.Native;
using Auspex.Linux.Uapi;

namespace Auspex.Linux.Loop;

/// <summary>Reads and writes descriptors that stay the caller's; errors are numbers, so that nothing throws because of a peer.</summary>
internal static unsafe class Descriptor
{
    private const int MSG_NOSIGNAL = 0x4000;
    private const int SO_TYPE = 3;

    /// <summary>Reads once; may wait.</summary>
    /// <returns>How many bytes, 0 at the end; negative: the errno. EINTR is tried again.</returns>
    public static int Read(int fd, Span<byte> room)
    {
        fixed (byte* start = room)
        {
            while (true)
            {
                var count = Libc.read(fd, start, (nuint)room.Length);
                if (count >= 0) return (int)count;
                if (KernelErrors.Last != Errno.EINTR) return -KernelErrors.Last;
            }
        }
    }

    /// <summary>True when what <see cref="Read"/> returned means that nothing more comes: the end, or an error but EAGAIN.</summary>
    public static bool IsOver(int count) => count == 0 || count is < 0 and not -Errno.EAGAIN;

    /// <summary>Writes to a socket what it takes at once.</summary>
    /// <returns>How many bytes, 0 when it takes none now; negative: the errno.</returns>
    public static int Send(int fd, ReadOnlySpan<byte> bytes)
    {
        fixed (byte* start = bytes)
        {
            var count = Libc.send(fd, start, (nuint)bytes.Length, MSG_NOSIGNAL | Socket.MSG_DONTWAIT);
            if (count >= 0) return (int)count;
            return KernelErrors.Last is Errno.EAGAIN or Errno.EINTR ? 0 : -KernelErrors.Last;
        }
    }

    /// <summary>Writes to a pipe or file that does not block what it takes at once. SIGPIPE is the runtime's, and ignored.</summary>
    /// <returns>How many bytes, 0 when it takes none now; negative: the errno.</returns>
    public static int Write(int fd, ReadOnlySpan<byte> bytes)
    {
        fixed (byte* start = bytes)
        {
            var count = Libc.write(fd, start, (nuint)bytes.Length);
            if (count >= 0) return (int)count;
            return KernelErrors.Last is Errno.EAGAIN or Errno.EINTR ? 0 : -KernelErrors.Last;
        }
    }

    /// <summary>Closes it.</summary>
    public static void Close(int fd) => _ = Libc.close(fd);

    /// <summary>True when it is a socket.</summary>
    public static bool IsSocket(int fd)
    {
        int type;
        uint length = sizeof(int);
        return Libc.getsockopt(fd, Socket.SOL_SOCKET, SO_TYPE, &type, &length) == 0;
    }
}
