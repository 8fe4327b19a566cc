using Auspex.Daemon.Logs;
using Auspex.Linux.Native;

namespace Auspex.Linux.Files;

/// <summary>How much room a file system has. Source: statfs(2).</summary>
internal static unsafe class FileSystemSpace
{
    /// <summary>That of the file system of an open file.</summary>
    /// <returns>errno, 0 for success.</returns>
    internal static int Get(int fd, out LogSpace space)
    {
        // struct statfs of 64-bit machines: type, bsize, blocks, bfree, bavail, …
        var words = stackalloc ulong[32];
        space = default;
        if (Libc.fstatfs(fd, words) != 0) return KernelErrors.Last;
        space = new LogSpace(words[4], words[2], words[1]);
        return 0;
    }
}
