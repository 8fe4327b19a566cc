using System.Runtime.InteropServices;

namespace Auspex.Linux.Uapi;

/// <summary>linux/stat.h.</summary>
internal static class Stat
{
    internal const uint STATX_BASIC_STATS = 0x7FF;
    internal const int AT_EMPTY_PATH = 0x1000;
    internal const int AT_SYMLINK_NOFOLLOW = 0x100;
    internal const ushort S_IFMT = 0xF000;
    internal const ushort S_IFDIR = 0x4000;
    internal const ushort S_IFREG = 0x8000;
    internal const ushort S_IFIFO = 0x1000;
}

/// <summary><c>struct statx</c>: the same on every machine.</summary>
[StructLayout(LayoutKind.Explicit, Size = 256)]
internal struct statx
{
    [FieldOffset(0)] internal uint stx_mask;
    [FieldOffset(16)] internal uint stx_nlink;
    [FieldOffset(20)] internal uint stx_uid;
    [FieldOffset(28)] internal ushort stx_mode;
    [FieldOffset(32)] internal ulong stx_ino;
    [FieldOffset(40)] internal ulong stx_size;
    [FieldOffset(112)] internal long stx_mtime; // its tv_sec
    [FieldOffset(136)] internal uint stx_dev_major;
    [FieldOffset(140)] internal uint stx_dev_minor;
}
