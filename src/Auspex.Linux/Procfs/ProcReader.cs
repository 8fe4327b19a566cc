using System.Text;
using Auspex.Linux.Native;
using Auspex.Linux.Uapi;

namespace Auspex.Linux.Procfs;

/// <summary>Reads small files and links by plain system calls into one buffer that is used again. One thread at a time.</summary>
/// <remarks>
/// A process's directory is opened once and its files relative to it, so that all of them speak of the same process even when its
/// number is given to another meanwhile: then they end with ESRCH. Source: proc(5).
/// </remarks>
internal sealed unsafe class ProcReader
{
    /// <summary>The longest file read; more is cut off.</summary>
    internal const int MaxFileBytes = 1 << 20;

    private readonly byte[] path = new byte[512];
    private readonly int rootLength;
    private byte[] buffer = new byte[16 << 10];

    internal ProcReader(string root)
    {
        if (Encoding.UTF8.GetByteCount(root) > path.Length - 64) throw new ArgumentException("too long", nameof(root));
        rootLength = Encoding.UTF8.GetBytes(root, path);
        path[rootLength++] = (byte)'/';
    }

    /// <summary>Opens the directory of task <paramref name="id"/>; close it with <see cref="Close"/>.</summary>
    /// <returns>The descriptor, negative when there is none.</returns>
    internal int OpenTask(int id) => Open(Fcntl.AT_FDCWD, PathOf(id, default), Fcntl.O_DIRECTORY);

    /// <summary>Opens the root itself.</summary>
    internal int OpenRoot() => Open(Fcntl.AT_FDCWD, PathOf(default), Fcntl.O_DIRECTORY);

    /// <summary>True when task <paramref name="id"/> has a directory: it lives, or waits for its parent.</summary>
    internal bool HasTask(int id)
    {
        fixed (byte* name = PathOf(id, default)) return Libc.faccessat(Fcntl.AT_FDCWD, name, 0, 0) == 0;
    }

    /// <summary>Closes a directory.</summary>
    internal static void Close(int directory) => _ = Libc.close(directory);

    /// <summary>Reads a file of task <paramref name="id"/> without opening its directory first.</summary>
    internal bool TryReadTask(int id, ReadOnlySpan<byte> name, out ReadOnlySpan<byte> content) =>
        TryRead(Fcntl.AT_FDCWD, PathOf(id, name), out content);

    /// <summary>Reads a file below the root.</summary>
    internal bool TryReadRoot(ReadOnlySpan<byte> name, out ReadOnlySpan<byte> content) =>
        TryRead(Fcntl.AT_FDCWD, PathOf(name), out content);

    /// <summary>Reads a whole file; the content is valid until the next call.</summary>
    /// <param name="directory">The directory it is named from.</param>
    /// <param name="name">The name, ended by NUL.</param>
    /// <param name="content">At most <see cref="MaxFileBytes"/> bytes.</param>
    internal bool TryRead(int directory, ReadOnlySpan<byte> name, out ReadOnlySpan<byte> content)
    {
        content = default;
        var fd = Open(directory, name, 0);
        if (fd < 0) return false;
        var length = 0;
        var ok = true;
        while (true)
        {
            var room = buffer.Length - length;
            nint count;
            fixed (byte* start = buffer) count = Libc.read(fd, start + length, (nuint)room);
            if (count < 0 && KernelErrors.Last == Errno.EINTR) continue;
            ok = count >= 0;
            length += (int)Math.Max(count, 0);

            // The files read here are made whole: a read that leaves room has come to the end.
            if (count < room || length >= MaxFileBytes) break;
            Array.Resize(ref buffer, buffer.Length * 2);
        }

        _ = Libc.close(fd);
        content = buffer.AsSpan(0, length);
        return ok;
    }

    /// <summary>Reads where a link leads; valid until the next call.</summary>
    internal bool TryReadLink(int directory, ReadOnlySpan<byte> name, out ReadOnlySpan<byte> target)
    {
        nint length;
        fixed (byte* start = buffer)
        fixed (byte* link = name) length = Libc.readlinkat(directory, link, start, (nuint)buffer.Length);
        target = length > 0 ? buffer.AsSpan(0, (int)length) : default;
        return length > 0;
    }

    private static int Open(int directory, ReadOnlySpan<byte> name, int flags)
    {
        fixed (byte* start = name) return Libc.openat(directory, start, Fcntl.O_RDONLY | Fcntl.O_CLOEXEC | flags, 0);
    }

    private ReadOnlySpan<byte> PathOf(int id, ReadOnlySpan<byte> name)
    {
        var length = rootLength + Text.DecimalText.Write((ulong)(uint)id, path.AsSpan(rootLength));
        if (!name.IsEmpty) path[length++] = (byte)'/';
        return Finish(length, name);
    }

    private ReadOnlySpan<byte> PathOf(ReadOnlySpan<byte> name) => Finish(rootLength, name);

    private ReadOnlySpan<byte> Finish(int length, ReadOnlySpan<byte> name)
    {
        name.CopyTo(path.AsSpan(length));
        path[length + name.Length] = 0;
        return path.AsSpan(0, length + name.Length + 1);
    }
}
