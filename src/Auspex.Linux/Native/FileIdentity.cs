using System.Text;
using Auspex.Linux.Uapi;

namespace Auspex.Linux.Native;

/// <summary>Which file a name or descriptor stands for, and how long it is.</summary>
/// <param name="Device">The device, major number in the upper half.</param>
/// <param name="Inode">The inode.</param>
/// <param name="SizeBytes">The size.</param>
internal readonly record struct FileIdentity(ulong Device, ulong Inode, long SizeBytes)
{
    /// <summary>True when both are the same file.</summary>
    internal bool IsSameFile(FileIdentity other) => Device == other.Device && Inode == other.Inode;

    /// <summary>The file that <paramref name="path"/> (ended by NUL) leads to, links followed.</summary>
    internal static bool TryGet(int directory, ReadOnlySpan<byte> path, out FileIdentity identity) =>
        TryGet(directory, path, 0, out identity, out _);

    /// <summary>The file that <paramref name="path"/> leads to, links followed.</summary>
    internal static bool TryGet(string path, out FileIdentity identity) => TryGet(Fcntl.AT_FDCWD, Encoding.UTF8.GetBytes(path + '\0'), out identity);

    /// <summary>The open file <paramref name="fd"/>.</summary>
    internal static bool TryGet(int fd, out FileIdentity identity) =>
        TryGet(fd, "\0"u8, Stat.AT_EMPTY_PATH, out identity, out _);

    /// <summary>With flags of statx(2), and the mode with the type of the file.</summary>
    internal static unsafe bool TryGet(
        int directory, ReadOnlySpan<byte> path, int flags, out FileIdentity identity, out statx status)
    {
        statx read = default;
        int result;
        fixed (byte* name = path) result = Libc.StatX(directory, name, flags, Stat.STATX_BASIC_STATS, &read);
        status = read;
        identity = new FileIdentity(((ulong)read.stx_dev_major << 32) | read.stx_dev_minor, read.stx_ino, (long)read.stx_size);
        return result == 0;
    }
}
