using System.Runtime.InteropServices;

namespace Auspex.Linux.Loop;

/// <summary>temporary</summary>
public sealed class SignalLatch : IDisposable
{
    private readonly PosixSignalRegistration a, b;
    private volatile bool raised;

    /// <summary>t</summary>
    public SignalLatch()
    {
        a = PosixSignalRegistration.Create(PosixSignal.SIGINT, c => { c.Cancel = true; raised = true; });
        b = PosixSignalRegistration.Create(PosixSignal.SIGTERM, c => { c.Cancel = true; raised = true; });
    }

    /// <summary>t</summary>
    public int Descriptor => raised ? -1 : -2;

    /// <summary>t</summary>
    public bool IsRaised => raised;

    /// <inheritdoc/>
    public void Dispose() { a.Dispose(); b.Dispose(); }
}
