using Auspex.Tables;

namespace Auspex.Outputs;

/// <summary>Names of signals, real-time ones as <c>SIGRTMIN+n</c> counted from 34 as glibc does.</summary>
internal static class SignalName
{
    private const int FirstRealTime = 34;
    private const int LastRealTime = 64;

    internal static void Append(LineBuffer output, int signal)
    {
        if (signal is > 0 and < 32 && Signals.Table.TryGetName((uint)signal, out var name))
        {
            output.Append(name);
        }
        else if (signal is >= FirstRealTime and <= LastRealTime)
        {
            output.Append("SIGRTMIN+"u8);
            output.AppendNumber(signal - FirstRealTime);
        }
        else if (signal <= 0)
        {
            output.Append("unknown"u8);
        }
        else
        {
            output.Append("SIG"u8);
            output.AppendNumber(signal);
        }
    }
}
