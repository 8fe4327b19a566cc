namespace Auspex.Linux.Uapi;

/// <summary>asm-generic/mman-common.h.</summary>
internal static class Mman
{
    internal const int PROT_READ = 1;
    internal const int MAP_PRIVATE = 2;
    internal const int MAP_FIXED = 0x10;
    internal const int MAP_ANONYMOUS = 0x20;
    internal const int MADV_SEQUENTIAL = 2;
    internal const int MADV_WILLNEED = 3;
    internal const int MADV_POPULATE_READ = 22; // Linux 5.14
}
