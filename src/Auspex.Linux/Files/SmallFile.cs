using System.Text;
using Auspex.Linux.Native;
using Auspex.Linux.Uapi;

namespace Auspex.Linux.Files;

/// <summary>Reads the beginning of a file into memory of the caller's.</summary>
internal static unsafe class SmallFile
{
    /// <summary>Reads until the file or the room ends. Links are followed.</summary>
    /// <param name="path">The file.</param>
    /// <param name="room">Where to.</param>
    /// <param name="errno">Why nothing was read; otherwise 0.</param>
    /// <returns>How many bytes, negative when it cannot be opened or read.</returns>
    internal static int Read(string path, Span<byte> room, out int errno)
    {
        var fd = Open(path, waits: false, out errno);
        if (fd < 0) return -1;
        var length = Read(fd, room, 0, out errno);
        _ = Libc.close(fd);
        return length;
    }

    /// <summary>Opens a file for reading.</summary>
    /// <param name="path">The file.</param>
    /// <param name="waits">True to wait for the writer of a named pipe.</param>
    /// <param name="errno">Why not; otherwise 0.</param>
    /// <returns>Negative when it cannot be opened.</returns>
    internal static int Open(string path, bool waits, out int errno)
    {
        int fd;
        var flags = Fcntl.O_RDONLY | Fcntl.O_CLOEXEC | (waits ? 0 : Fcntl.O_NONBLOCK);
        fixed (byte* name = Encoding.UTF8.GetBytes(path + '\0')) fd = Libc.openat(Fcntl.AT_FDCWD, name, flags, 0);
        errno = fd < 0 ? KernelErrors.Last : 0;
        return fd;
    }

    /// <summary>Reads the beginning or the end of a file, as much of it as there is room for.</summary>
    /// <param name="path">The file.</param>
    /// <param name="room">Where to.</param>
    /// <param name="fromEnd">True for its end.</param>
    /// <param name="size">Its size.</param>
    /// <returns>How many bytes; 0 when it cannot be read.</returns>
    internal static int ReadPart(string path, Span<byte> room, bool fromEnd, out long size)
    {
        size = 0;
        var fd = Open(path, waits: false, out _);
        if (fd < 0) return 0;
        try
        {
            if (!FileIdentity.TryGet(fd, out var identity)) return 0;
            size = identity.SizeBytes;
            var length = (int)Math.Min(size, room.Length);
            return Math.Max(Read(fd, room[..length], fromEnd ? size - length : 0, out _), 0);
        }
        finally
        {
            _ = Libc.close(fd);
        }
    }

    /// <summary>Reads from an open file at <paramref name="offset"/> until it or the room ends.</summary>
    internal static int Read(int fd, Span<byte> room, long offset, out int errno)
    {
        errno = 0;
        var length = 0;
        fixed (byte* start = room)
        {
            while (length < room.Length)
            {
                var count = Libc.pread(fd, start + length, (nuint)(room.Length - length), offset + length);
                if (count == 0) break;
                if (count > 0)
                {
                    length += (int)count;
                }
                else if (KernelErrors.Last != Errno.EINTR)
                {
                    errno = KernelErrors.Last;
                    return length > 0 ? length : -1;
                }
            }
        }

        return length;
    }

    /// <summary>Writes all of <paramref name="bytes"/> to an open file at <paramref name="offset"/>.</summary>
    /// <returns>0, or why not.</returns>
    internal static int Write(int fd, long offset, ReadOnlySpan<byte> bytes)
    {
        fixed (byte* start = bytes)
        {
            for (var done = 0; done < bytes.Length;)
            {
                var count = Libc.pwrite(fd, start + done, (nuint)(bytes.Length - done), offset + done);
                if (count > 0) done += (int)count;
                else if (count == 0) return Errno.EIO;
                else if (KernelErrors.Last != Errno.EINTR) return KernelErrors.Last;
            }
        }

        return 0;
    }
}
