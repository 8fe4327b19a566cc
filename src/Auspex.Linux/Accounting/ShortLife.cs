using Auspex.Linux.Native;
using Auspex.Linux.Uapi;

namespace Auspex.Linux.Accounting;

/// <summary>A process that does nothing and dies, to see where the kernel notes it.</summary>
internal static unsafe class ShortLife
{
    /// <summary>Lets one process live and die.</summary>
    /// <returns>Its pid; 0 when none could be made.</returns>
    internal static int Run()
    {
        ReadOnlySpan<byte> both = "/bin/true\0/usr/bin/true\0"u8;
        var second = both.IndexOf((byte)0) + 1;
        var pid = Run(both[..second]);
        return pid != 0 ? pid : Run(both[second..]);
    }

    private static int Run(ReadOnlySpan<byte> program)
    {
        int pid, status;
        fixed (byte* path = program)
        {
            var arguments = stackalloc byte*[2] { path, null };
            var environment = stackalloc byte*[1] { null };
            if (Libc.posix_spawn(&pid, path, null, null, arguments, environment) != 0) return 0;
        }

        while (Libc.waitpid(pid, &status, 0) < 0)
        {
            if (KernelErrors.Last != Errno.EINTR) break; // someone else took note of its death: it is dead all the same
        }

        return pid;
    }
}
