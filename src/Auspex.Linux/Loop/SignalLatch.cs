using System.Runtime.InteropServices;

namespace Auspex.Linux.Loop;

/// <summary>Keeps signals until the loop asks for them, and wakes it: its descriptor becomes readable. Owns the descriptor.</summary>
/// <remarks>While it lives, SIGINT, SIGTERM and SIGHUP no longer end the program. Source: signal(7).</remarks>
internal sealed class SignalLatch : IDisposable
{
    private const int SIGUSR1 = 10;
    private const int SIGUSR2 = 12;

    private readonly PosixSignalRegistration[] registrations;
    private readonly Lock guard = new();
    private readonly WakeEvent wake = new();
    private bool isDisposed;
    private int caught;

    /// <summary>Begins to catch.</summary>
    /// <param name="isDaemon">Catches SIGUSR1, SIGUSR2 and SIGCONT too.</param>
    /// <param name="catchesStop">Catches SIGTSTP too: the program stops itself once it can.</param>
    public SignalLatch(bool isDaemon = false, bool catchesStop = false)
    {
        registrations =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, c => Catch(c, CaughtSignals.Interrupt)),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, c => Catch(c, CaughtSignals.Terminate)),
            PosixSignalRegistration.Create(PosixSignal.SIGHUP, c => Catch(c, CaughtSignals.Hangup)),
            PosixSignalRegistration.Create(PosixSignal.SIGWINCH, c => Catch(c, CaughtSignals.WindowChanged)),
        ];
        if (catchesStop) registrations = [.. registrations, PosixSignalRegistration.Create(PosixSignal.SIGTSTP, c => Catch(c, CaughtSignals.Stop))];
        if (!isDaemon) return;
        registrations =
        [
            .. registrations,
            PosixSignalRegistration.Create((PosixSignal)SIGUSR1, c => Catch(c, CaughtSignals.User1)),
            PosixSignalRegistration.Create((PosixSignal)SIGUSR2, c => Catch(c, CaughtSignals.User2)),
            PosixSignalRegistration.Create(PosixSignal.SIGCONT, c => Catch(c, CaughtSignals.Continue)),
        ];
    }

    /// <summary>Called, on a thread of the runtime, after a signal was noted.</summary>
    public Action? Woken { get; set; }

    /// <summary>For a <see cref="Poller"/>: has something to read once a signal came.</summary>
    public int Descriptor => wake.Descriptor;

    /// <summary>The signals that came since the last call.</summary>
    public CaughtSignals Take()
    {
        // The descriptor first: a signal between the two steps wakes the loop again.
        wake.Clear();
        return (CaughtSignals)Interlocked.Exchange(ref caught, 0);
    }

    /// <summary>Lets the signals have their usual effect again.</summary>
    public void Dispose()
    {
        foreach (var registration in registrations) registration.Dispose();
        lock (guard)
        {
            if (!isDisposed) wake.Dispose();
            isDisposed = true;
        }
    }

    /// <summary>Runs on a thread of the runtime.</summary>
    private void Catch(PosixSignalContext context, CaughtSignals signal)
    {
        context.Cancel = true;
        Interlocked.Or(ref caught, (int)signal);
        lock (guard)
        {
            if (!isDisposed) wake.Set();
        }

        Woken?.Invoke();
    }
}
