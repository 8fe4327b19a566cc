using Auspex.Linux.Control;
using Auspex.Linux.Native;
using Auspex.Linux.Uapi;

namespace Auspex.Linux.Plugins;

/// <summary>The program that a filter forwards to: a child whose standard input is a pipe. One thread at a time; owns the pipe.</summary>
/// <remarks>It gets an empty environment. Source: spec 8.4; pipe(2).</remarks>
internal sealed unsafe class FilterChild : IDisposable
{
    private const int F_SETFL = 4;
    private const int SIGTERM = 15;

    private readonly ChildProcess process;

    private FilterChild(int fd, int pid)
    {
        Descriptor = fd;
        process = new ChildProcess(pid);
    }

    /// <summary>Our end of the pipe; it does not block.</summary>
    public int Descriptor { get; private set; }

    /// <summary>True once it has ended; it is then reaped.</summary>
    public bool HasEnded => process.HasEnded();

    /// <summary>Starts a program.</summary>
    /// <returns>errno, 0 for success.</returns>
    public static int Start(string program, IReadOnlyList<string> arguments, out FilterChild? child)
    {
        child = null;
        var ends = stackalloc int[2];
        if (Libc.pipe2(ends, Fcntl.O_CLOEXEC) != 0) return KernelErrors.Last;
        var errno = ChildProgram.StartPlugin(program, [program, .. arguments], ends[0], out var pid);
        _ = Libc.close(ends[0]);
        if (errno != 0)
        {
            _ = Libc.close(ends[1]);
            return errno;
        }

        _ = Libc.fcntl(ends[1], F_SETFL, Fcntl.O_WRONLY | Fcntl.O_NONBLOCK);
        child = new FilterChild(ends[1], pid);
        return 0;
    }

    /// <summary>Passes SIGHUP on.</summary>
    public void Hangup() => process.Signal(SignalSet.SIGHUP);

    /// <summary>Ends it: closes its input, gives it a moment, then TERM.</summary>
    public void Dispose()
    {
        const int politeMilliseconds = 100, stubbornMilliseconds = 1000;
        if (Descriptor >= 0) Loop.Descriptor.Close(Descriptor);
        Descriptor = -1;
        if (process.WaitForEnd(politeMilliseconds)) return;
        process.Signal(SIGTERM);
        _ = process.WaitForEnd(stubbornMilliseconds);
    }
}
