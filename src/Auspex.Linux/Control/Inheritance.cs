using Auspex.Linux.Native;
using Auspex.Linux.Uapi;

namespace Auspex.Linux.Control;

/// <summary>What a process has from whoever started it, and a daemon and its children are not to keep. Source: daemon(7), close_range(2).</summary>
internal static unsafe class Inheritance
{
    private const nint close_range = 436; // on every architecture
    private const nint CLOSE_RANGE_CLOEXEC = 4;
    private const int O_RDWR = 2;
    private const uint OthersMayWrite = 0x12; // 0022
    private const uint Private = 0x3F; // 0077

    /// <summary>Lets go of the directory and of a umask that would let others write, and fills the standard streams that are closed.</summary>
    public static void LetGo()
    {
        fixed (byte* root = "/\0"u8) _ = Libc.chdir(root);
        _ = Libc.umask(Libc.umask(Private) | OthersMayWrite);

        // Or the log would become what a plugin takes for its standard output.
        int fd;
        do fixed (byte* path = "/dev/null\0"u8) fd = Libc.openat(Fcntl.AT_FDCWD, path, O_RDWR, 0);
        while (fd is >= 0 and < 3);
        if (fd >= 0) _ = Libc.close(fd);
    }

    /// <summary>The program that this process becomes next has the standard streams and one descriptor. Kernels before 5.11 leave all.</summary>
    /// <param name="kept">The one, or -1 for none.</param>
    public static void CloseAtExec(int kept)
    {
        if (kept > 3) _ = Libc.syscall(close_range, 3, kept - 1, CLOSE_RANGE_CLOEXEC, 0);
        _ = Libc.syscall(close_range, Math.Max(kept + 1, 3), unchecked((nint)uint.MaxValue), CLOSE_RANGE_CLOEXEC, 0);
    }
}
