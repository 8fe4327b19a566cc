using System.Globalization;
using Auspex.Linux.Control;
using Auspex.Linux.Native;

namespace Auspex.Linux.Daemon;

/// <summary>Starts the program again in the background and waits until it says that it is ready.</summary>
/// <remarks>
/// A runtime with threads cannot fork, so the child is a new process: it learns the pipe's number by an argument. Source: daemon(7),
/// pipe2(2), posix_spawn(3).
/// </remarks>
internal static unsafe class BackgroundStart
{
    /// <summary>The argument that names the pipe.</summary>
    public const string Argument = "--auspex-ready=";

    /// <summary>Starts the child.</summary>
    /// <param name="words">The words it gets, its name first; the pipe's argument is added.</param>
    /// <returns>0 once it is ready; otherwise the code it ended with, or 1.</returns>
    public static int Run(IReadOnlyList<string> words)
    {
        var ends = stackalloc int[2];
        if (Libc.pipe2(ends, 0) != 0) return 1;
        string[] all = [.. words, Argument + ends[1].ToString(CultureInfo.InvariantCulture)];
        var errno = ChildProgram.Start(Environment.ProcessPath!, all, out var pid, isSession: true);
        _ = Libc.close(ends[1]);
        if (errno != 0) return 1;
        byte ready = 0;
        nint count;
        do count = Libc.read(ends[0], &ready, 1);
        while (count < 0 && KernelErrors.Last == Uapi.Errno.EINTR);
        if (count == 1) return 0;
        int status;
        while (Libc.waitpid(pid, &status, 0) < 0 && KernelErrors.Last == Uapi.Errno.EINTR)
        {
            // a signal of ours, not the end of the child
        }

        var code = (status & 0x7F) == 0 ? (status >> 8) & 0xFF : 1;
        return code == 0 ? 1 : code;
    }

    /// <summary>For the child: says that it is ready, and lets go of the streams of whoever started it.</summary>
    /// <param name="pipe">The pipe's number.</param>
    public static void SayReady(int pipe)
    {
        byte ready = 1;
        _ = Libc.write(pipe, &ready, 1);
        _ = Libc.close(pipe);
        int nothing;
        fixed (byte* path = "/dev/null\0"u8) nothing = Libc.openat(Uapi.Fcntl.AT_FDCWD, path, 2, 0);
        if (nothing < 0) return;
        for (var i = 0; i < 3; i++) _ = Libc.dup2(nothing, i);
        if (nothing > 2) _ = Libc.close(nothing);
    }
}
