namespace Auspex.Linux.Uapi;

/// <summary>asm-generic/signal.h; mips, alpha and sparc count otherwise.</summary>
internal static class Signal
{
    internal const int SIGURG = 23;
}
