using System.Runtime.InteropServices;

namespace Auspex.Tool.Suite.Common;

/// <summary>Notes that the program is to end: SIGINT and SIGTERM. Without <see cref="Catch"/> it notes what <see cref="Stop"/> says.</summary>
internal sealed class StopSignals : IDisposable
{
    private PosixSignalRegistration[] registrations = [];
    private volatile int exitCode;

    /// <summary>True once it came.</summary>
    internal bool HasCome => exitCode != 0;

    /// <summary>What a shell shows of a program that the signal ended; 0 while none came.</summary>
    internal int ExitCode => exitCode;

    /// <summary>Begins to catch the real signals; the second of a kind ends the program as ever.</summary>
    internal static StopSignals Catch()
    {
        var signals = new StopSignals();
        signals.registrations =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, c => signals.Note(c, 128 + 2)),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, c => signals.Note(c, 128 + 15)),
        ];
        return signals;
    }

    /// <summary>As if a signal had come that ends programs with <paramref name="code"/>.</summary>
    internal void Stop(int code) => exitCode = code;

    /// <summary>Lets the signals have their usual effect again.</summary>
    public void Dispose()
    {
        foreach (var registration in registrations) registration.Dispose();
    }

    private void Note(PosixSignalContext context, int code)
    {
        context.Cancel = !HasCome;
        Stop(code);
    }
}
