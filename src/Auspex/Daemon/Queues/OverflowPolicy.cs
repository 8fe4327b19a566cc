using Auspex.Daemon.Configuration;

namespace Auspex.Daemon.Queues;

/// <summary>What overflow_action does when a plugin's queue was full. Source: auditd.conf(5), overflow_action; spec 8.3.</summary>
internal sealed class OverflowPolicy
{
    /// <summary>After so many notices no more are given until the configuration is read again.</summary>
    public const int MaxNotices = 5;

    private readonly IDaemonActions actions;
    private int notices;
    private volatile bool isSuspended;

    /// <summary>A policy that has seen nothing yet.</summary>
    public OverflowPolicy(IDaemonActions actions) => this.actions = actions;

    /// <summary>True once a queue was full.</summary>
    public bool HasOverflowed { get; private set; }

    /// <summary>True while nothing is to be passed on.</summary>
    public bool IsSuspended => isSuspended;

    /// <summary>A queue refused records: does what <paramref name="action"/> says.</summary>
    public void Overflow(DaemonAction action)
    {
        HasOverflowed = true;
        switch (action)
        {
            case DaemonAction.Syslog:
                Notify();
                break;
            case DaemonAction.Suspend when !isSuspended:
                isSuspended = true;
                actions.Tell(1, "Auditd is suspending event passing to plugins due to overflowing its queue.");
                break;
            case DaemonAction.Single:
                actions.Tell(1, "Auditd is now changing the system to single user mode due to overflowing its queue");
                actions.EnterSingleUser();
                break;
            case DaemonAction.Halt:
                actions.Tell(1, "Auditd is now halting the system due to overflowing its queue");
                actions.Halt();
                break;
            default:
                break;
        }
    }

    /// <summary>Records are passed on again.</summary>
    public void Resume() => isSuspended = false;

    /// <summary>The configuration was read again: notices are given again, and records passed on.</summary>
    public void Reset()
    {
        notices = 0;
        Resume();
    }

    private void Notify()
    {
        if (notices >= MaxNotices) return;
        actions.Tell(3, "queue to plugins is full - dropping event");
        if (++notices == MaxNotices) actions.Tell(3, "auditd queue full reporting limit reached - ending dropped event notifications");
    }
}
