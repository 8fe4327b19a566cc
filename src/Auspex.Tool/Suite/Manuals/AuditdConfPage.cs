namespace Auspex.Tool.Suite.Manuals;

/// <summary>The page of auditd.conf. What it says is what <c>DaemonConfigReader</c>, <c>LogWriter</c> and <c>AuditDaemon</c> do.</summary>
internal static class AuditdConfPage
{
    /// <summary>Made once.</summary>
    internal static readonly ConfigPage Page = new()
    {
        Name = "auditd.conf",
        Summary = "how the audit daemon writes, keeps and passes on audit records",
        Path = "/etc/audit/auditd.conf",
        Description =
            """
            Each line is KEY = VALUE, with blanks around the equal sign. Only blanks part words; a tab is none. Upper and lower case are the same in
            keys and in words that can be chosen from. A line whose first word begins with # is a comment. Of several lines with the same key the
            last counts. Lines of more than 511 bytes are passed over with a warning.

            The file must be a regular one, belong to root, and not be writable by all. A symbolic link is refused unless auditd was given -l. If it is
            missing, all defaults count: they never rotate and never act on a full disk, so better have one.

            Everything wrong in it is told at once, with line and column. With an error the daemon does not start (exit code 6). When SIGHUP makes it
            read the file anew, an error leaves everything as it was, and a DAEMON_CONFIG record says state=no-change res=failed. What another value of
            a key does after SIGHUP is told with each. ausearch(8) and aureport(8) read log_file and end_of_event_timeout of this file each time
            they run.

            What goes beyond the auditd of audit-userspace is in auspex.conf(5).
            """,
        Groups = [.. AuditdConfKeys.Local, .. AuditdConfNetworkKeys.Groups],
        Sections =
        [
            new("ACTIONS", "What the words mean for max_log_file_action (size), the two space_left actions, disk_full_action and disk_error_action:",
            [
                ("ignore", "Nothing is done."),
                ("syslog", "A line to syslog. For space, once until there is room again; for errors, five times until a write succeeds; for size, again when the log has grown by a mebibyte, then by two, by four, up to 64."),
                ("rotate", "The logs are rotated: each gets the next number, and the oldest is overwritten. To make room the oldest goes, also below num_logs; but not where it is the only log besides an active one that has hardly anything (64 KiB when the disk is full, an eighth of max_log_file before), nor where there is no other: what comes is then lost and counted until there is room. A rotation that fails leaves the log where it is, and is tried again when it has grown. It needs num_logs of 2 or more."),
                ("keep_logs", "The logs are rotated, and none is overwritten. For size only."),
                ("email", "A mail to action_mail_acct by /usr/lib/sendmail, and a line to syslog. For space only."),
                ("exec PROGRAM", "The log is closed, logging is suspended, and the program runs, without arguments. For size logging goes on when the program ends, otherwise with SIGUSR2. The program is given by its whole path, is a regular file of root's, and of mode 0750, 0755, 0555 or 0550."),
                ("suspend", "The log is closed and nothing more is written to it until SIGUSR2. Plugins get records all the same."),
                ("single", "Logging is suspended, and power_program of auspex.conf(5) is called with 1: single-user mode."),
                ("halt", "Logging is suspended, and power_program is called with 0: the machine shuts down."),
            ]),
            new("SIGNALS",
                """
                After a suspension SIGUSR2 opens the log anew and forgets which actions have been taken. SIGHUP makes the space actions possible again, and
                does not end a suspension. What came meanwhile is lost to the log, counted, and told in it as a DAEMON_ERR record op=lost once it is open.
                """, []),
            new("DIFFERENCES",
                """
                From the auditd of audit-userspace 4.2.2: transport = krb5 is not built in. max_log_file_action takes exec with a program, as its manual says
                and its reader refuses. q_depth is of each plugin, and goes on in a file. Changed settings of plugins restart only those plugins. All errors
                of a file are told, not the first alone. More is told in differences.md, auditd as a collector.
                """, []),
        ],
        Example = "log_file = /var/log/audit/audit.log\nlog_format = ENRICHED\nflush = INCREMENTAL_ASYNC\nfreq = 50\nnum_logs = 5\nmax_log_file = 8\nmax_log_file_action = ROTATE\nspace_left = 25%\nspace_left_action = EMAIL\nadmin_space_left = 10%\nadmin_space_left_action = SUSPEND\ndisk_full_action = SUSPEND\ndisk_error_action = SUSPEND",
        Files =
        [
            ("/etc/audit/auditd.conf", "the file, where -c names no other folder"),
            ("/var/log/audit/audit.log", "the log; .1, .2 and so on are the rotated ones, the newest first"),
            ("/run/audit/auditd.state", "the report of report_interval and SIGCONT"),
        ],
        SeeAlso = ["auditd(8)", "auspex.conf(5)", "auditd-plugins(5)", "audisp-remote.conf(5)", "ausearch(8)", "aureport(8)"],
    };
}
