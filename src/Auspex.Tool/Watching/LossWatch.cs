using Auspex.Events;
using Auspex.Kernel;
using Auspex.Linux.Watching;
using Auspex.Processes;

namespace Auspex.Tool.Watching;

/// <summary>Asks the kernel from time to time what it lost, and tells it on as <see cref="Loss"/>.</summary>
internal sealed class LossWatch
{
    // What the full socket of an auditor refused may come again; that it was refused is all that is known. docs/receiving.md
    private readonly AuditSession? session;
    private readonly Lifecycle lifecycle;
    private uint lost;
    private long overruns;
    private long dropped;
    private long truncated;
    private long since;

    internal LossWatch(AuditSession? session, Lifecycle lifecycle)
    {
        this.session = session;
        this.lifecycle = lifecycle;
        if (session is null) return;
        Status = session.Control.GetStatus();
        lost = Status.Lost;
    }

    /// <summary>The kernel's state when last asked.</summary>
    internal AuditStatus Status { get; private set; }

    /// <summary>Whether the kernel still sends its records to us.</summary>
    internal Registration Registration { get; private set; }

    internal void Check(long now)
    {
        if (session is null) return;
        Registration = session.Check(out var status);
        Status = status;
        var counters = session.Receiver.GetCounters();
        if (Status.Lost > lost) lifecycle.OnLost(new Loss(Status.Lost - lost, LossReason.KernelCounter, since, now));
        if (counters.Overruns > overruns || counters.Dropped > dropped)
            lifecycle.OnLost(new Loss(counters.Dropped - dropped, LossReason.SocketOverrun, since, now));
        if (counters.Truncated > truncated)
            lifecycle.OnLost(new Loss(counters.Truncated - truncated, LossReason.Malformed, since, now));
        lost = Status.Lost;
        overruns = counters.Overruns;
        dropped = counters.Dropped;
        truncated = counters.Truncated;
        since = now;
    }
}
