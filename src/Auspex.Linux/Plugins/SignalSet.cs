using Auspex.Linux.Native;

namespace Auspex.Linux.Plugins;

/// <summary>The signals that a plugin reads instead of being interrupted by. Source: signalfd(2), pthread_sigmask(3).</summary>
internal static unsafe class SignalSet
{
    internal const int SIGHUP = 1;
    internal const int SIGUSR1 = 10;
    internal const int SIGUSR2 = 12;
    internal const int SIGTERM = 15;
    internal const int SIGCHLD = 17;
    internal const int Bytes = 128; // sigset_t

    private const int SIG_BLOCK = 0;

    /// <summary>True when this thread has <paramref name="signal"/> blocked.</summary>
    internal static bool IsBlocked(int signal)
    {
        var current = stackalloc byte[Bytes];
        _ = Libc.pthread_sigmask(SIG_BLOCK, null, current);
        return (current[(signal - 1) / 8] & (1 << ((signal - 1) % 8))) != 0;
    }

    /// <summary>Blocks them in this thread, and in all that it starts.</summary>
    internal static void BlockPluginSignals()
    {
        var signals = stackalloc byte[Bytes];
        Fill(signals);
        _ = Libc.pthread_sigmask(SIG_BLOCK, signals, null);
    }

    /// <summary>Writes them as a sigset_t.</summary>
    internal static void Fill(byte* signals)
    {
        new Span<byte>(signals, Bytes).Clear();
        foreach (var signal in (ReadOnlySpan<int>)[SIGHUP, SIGUSR1, SIGUSR2, SIGTERM, SIGCHLD])
            signals[(signal - 1) / 8] |= (byte)(1 << ((signal - 1) % 8));
    }
}
