namespace Auspex.Daemon.Configuration;

/// <summary>What auditd does when space, the disk or a queue runs out. Source: auditd.conf(5).</summary>
internal enum DaemonAction
{
    /// <summary>Nothing.</summary>
    Ignore = 0,

    /// <summary>A line to syslog.</summary>
    Syslog,

    /// <summary>Rotate, and so remove the oldest log.</summary>
    Rotate,

    /// <summary>Rotate without removing any: max_log_file_action only.</summary>
    KeepLogs,

    /// <summary>Mail to action_mail_acct, and syslog.</summary>
    Email,

    /// <summary>Run a program.</summary>
    Exec,

    /// <summary>Write no more until told to.</summary>
    Suspend,

    /// <summary>Bring the machine to single-user mode.</summary>
    Single,

    /// <summary>Shut the machine down.</summary>
    Halt,
}
