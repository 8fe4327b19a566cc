using Auspex.Linux.Native;

namespace Auspex.Linux.Control;

/// <summary>
/// A program that waits to be let go before its first instruction, so that rules for its pid can be made.
/// </summary>
/// <remarks>
/// A shell stops itself and, when it goes on, becomes the program: the same process, with our standard streams. It
/// starts with the
/// default for every signal, which a runtime has changed for itself. Source: posix_spawn(3), waitpid(2).
/// </remarks>
internal sealed unsafe class HeldProcess
{
    private const int SIGCONT = 18;
    private const int SIGKILL = 9;
    private const int WUNTRACED = 2;

    private HeldProcess(int pid) => Pid = pid;

    /// <summary>The process.</summary>
    public int Pid { get; }

    /// <summary>Starts a program and waits until it is held.</summary>
    /// <param name="program">Its path; one without a slash is taken from the current directory.</param>
    /// <param name="arguments">Its arguments, without its name.</param>
    /// <exception cref="Auspex.Kernel.KernelException">No process could be made, or it was gone before it could be
    /// held.</exception>
    public static HeldProcess Start(string program, IEnumerable<string> arguments)
    {
        var path = program.Contains('/', StringComparison.Ordinal) ? program : "./" + program;
        string[] words = ["sh", "-c", "kill -STOP $$; exec \"$@\"", "sh", path, .. arguments];
        var errno = ChildProgram.Start("/bin/sh", words, out var pid);
        if (errno != 0) KernelErrors.Throw("start a program", errno);
        int status;
        while (Libc.waitpid(pid, &status, WUNTRACED) < 0)
        {
            if (KernelErrors.Last != Uapi.Errno.EINTR) KernelErrors.Throw("wait for a program", KernelErrors.Last);
        }

        if ((status & 0xFF) != 0x7F) KernelErrors.Throw("hold a program", Uapi.Errno.ESRCH);
        return new HeldProcess(pid);
    }

    /// <summary>Lets it go.</summary>
    public void Release() => _ = Libc.kill(Pid, SIGCONT);

    /// <summary>Ends it unless it has ended.</summary>
    public void Kill() => _ = Libc.kill(Pid, SIGKILL);

    /// <summary>Waits until it has ended.</summary>
    public void WaitForEnd()
    {
        int status;
        while (Libc.waitpid(Pid, &status, 0) < 0 && KernelErrors.Last == Uapi.Errno.EINTR)
        {
            // a signal of ours, not the end of the other
        }
    }
}
