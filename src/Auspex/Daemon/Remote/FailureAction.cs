namespace Auspex.Daemon.Remote;

/// <summary>What audisp-remote does when something fails. Source: audisp-remote.conf(5); spec 8.5.</summary>
internal enum FailureAction
{
    /// <summary>Nothing: the record counts as sent.</summary>
    Ignore = 0,

    /// <summary>A line to syslog: the record counts as sent.</summary>
    Syslog,

    /// <summary>Runs a program: the record counts as sent.</summary>
    Exec,

    /// <summary>The first time a line to syslog and the record counts as sent; then silent, and the record is kept.</summary>
    WarnOnceContinue,

    /// <summary>The first time a line to syslog; the record is kept.</summary>
    WarnOnce,

    /// <summary>Sends no more until told to.</summary>
    Suspend,

    /// <summary>Waits for the next record to connect again: remote_ending_action only.</summary>
    Reconnect,

    /// <summary>Brings the machine to single-user mode.</summary>
    Single,

    /// <summary>Shuts the machine down.</summary>
    Halt,

    /// <summary>Ends the plugin.</summary>
    Stop,
}
