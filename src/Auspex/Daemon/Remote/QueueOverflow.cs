using System.Globalization;
using Auspex.Daemon.Configuration;

namespace Auspex.Daemon.Remote;

/// <summary>What is done while the queue is full. Counts every record that is dropped. Source: spec 8.5, overflow_action.</summary>
internal sealed class QueueOverflow
{
    private const int MaxTold = 5;
    private const int Error = 3;
    private const int Alert = 1;

    private readonly DaemonAction action;
    private readonly IDaemonActions actions;
    private readonly Action suspend;
    private long droppedBefore; // when the queue last had room
    private bool hasActed;

    /// <summary>Nothing is dropped yet.</summary>
    /// <param name="action">overflow_action.</param>
    /// <param name="actions">The machine.</param>
    /// <param name="suspend">Makes the sender send no more.</param>
    public QueueOverflow(DaemonAction action, IDaemonActions actions, Action suspend)
    {
        this.action = action;
        this.actions = actions;
        this.suspend = suspend;
    }

    /// <summary>Records dropped since the start.</summary>
    public long Dropped { get; private set; }

    /// <summary>A record found no room.</summary>
    public void OnFull()
    {
        Dropped++;
        switch (action)
        {
            case DaemonAction.Syslog:
                if (Dropped - droppedBefore <= MaxTold) actions.Tell(Error, "queue is full - dropping event");
                break;
            case DaemonAction.Suspend when !hasActed:
                actions.Tell(Alert, "Audisp-remote is suspending event processing due to overflowing its queue.");
                suspend();
                break;
            case DaemonAction.Single when !hasActed:
                actions.Tell(Alert, "Audisp-remote is now changing the system to single user mode due to overflowing its queue");
                actions.EnterSingleUser();
                break;
            case DaemonAction.Halt when !hasActed:
                actions.Tell(Alert, "Audisp-remote is now halting the system due to overflowing its queue");
                actions.Halt();
                break;
            default:
                break;
        }

        hasActed = true;
    }

    /// <summary>A record found room.</summary>
    public void OnRoom()
    {
        if (!hasActed) return;
        hasActed = false;
        var count = Dropped - droppedBefore;
        droppedBefore = Dropped;
        if (action == DaemonAction.Syslog && count > MaxTold)
            actions.Tell(Error, string.Create(CultureInfo.InvariantCulture, $"queue has room again - {count} events were dropped"));
    }
}
