using System.Runtime.InteropServices;

namespace Auspex.Linux.Uapi;

/// <summary>fcntl.h and asm-generic/fcntl.h. O_DIRECTORY and O_NOFOLLOW differ on arm and powerpc.</summary>
internal static class Fcntl
{
    internal const int AT_FDCWD = -100;
    internal const int O_RDONLY = 0;
    internal const int O_WRONLY = 1;
    internal const int O_RDWR = 2;
    internal const int O_CREAT = 0x40;
    internal const int O_EXCL = 0x80;
    internal const int O_TRUNC = 0x200;
    internal const int O_NONBLOCK = 0x800;
    internal const int O_CLOEXEC = 0x80000;
    internal const int F_SETSIG = 10;
    internal const int F_SETLEASE = 1024;
    internal const int F_RDLCK = 0;
    internal const int F_UNLCK = 2;
    internal const int F_TLOCK = 2;
    internal const int LOCK_EX = 2;
    internal const int LOCK_NB = 4;
    internal const int LOCK_UN = 8;

    /// <summary>Refuses to follow a link in the last place.</summary>
    internal static int O_NOFOLLOW { get; } = SwapsFlags ? 0x8000 : 0x20000;

    /// <summary>Refuses what is no directory.</summary>
    internal static int O_DIRECTORY { get; } = SwapsFlags ? 0x4000 : 0x10000;

    private static bool SwapsFlags => RuntimeInformation.ProcessArchitecture is
        Architecture.Arm or Architecture.Arm64 or Architecture.Ppc64le;
}
