using Auspex.Linux.Loop;
using Auspex.Linux.Native;

namespace Auspex.Linux.Control;

/// <summary>A child of ours until it has ended and is reaped. Signals may come from any thread, the rest is for one at a time.</summary>
/// <remarks>Source: waitpid(2), kill(2).</remarks>
internal sealed unsafe class ChildProcess(int pid)
{
    private const int WNOHANG = 1;
    private const int LookMilliseconds = 5;

    private readonly Lock guard = new();
    private bool isReaped;

    /// <summary>Its pid.</summary>
    internal int Pid => pid;

    /// <summary>True once it has ended; it is then reaped.</summary>
    internal bool HasEnded()
    {
        int status;
        lock (guard)
        {
            if (!isReaped && Libc.waitpid(pid, &status, WNOHANG) != 0) isReaped = true;
            return isReaped;
        }
    }

    /// <summary>Sends it a signal while it lives. It is not reaped meanwhile, so the number is its own.</summary>
    internal void Signal(int signal)
    {
        lock (guard)
        {
            if (!isReaped) _ = Libc.kill(pid, signal);
        }
    }

    /// <summary>Gives it so much time to end.</summary>
    /// <returns>True once it has.</returns>
    internal bool WaitForEnd(int milliseconds)
    {
        for (var left = milliseconds; left > 0; left -= LookMilliseconds)
        {
            if (HasEnded()) return true;
            Poller.Sleep(LookMilliseconds);
        }

        return HasEnded();
    }
}
