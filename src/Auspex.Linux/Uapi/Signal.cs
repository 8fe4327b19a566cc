namespace Auspex.Linux.Uapi;

/// <summary>asm-generic/signal.h; mips, alpha and sparc count otherwise.</summary>
internal static class Signal
{
    internal const int SIGSTOP = 19;
    internal const int SIGTTOU = 22;
    internal const int SIGURG = 23;
}
