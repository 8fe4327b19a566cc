namespace Auspex.Tool.Suite.Manuals;

/// <summary>The keys of auditd.conf about records, the log, its space, and plugins.</summary>
internal static class AuditdConfKeys
{
    private const string AtOnce = "at once";
    private const string Restart = "no change; the daemon must be restarted";
    private const string Reopened = "at once; the log is closed and opened anew";
    private const string Hard = "exec PROGRAM | suspend | single | halt";

    /// <summary>All of them.</summary>
    internal static readonly ConfigKeyGroup[] Local =
    [
        new("Records",
        [
            new("local_events", "yes | no", "yes", "Whether the kernel's records are taken. With no the daemon only collects those of other machines.", Restart),
            new("log_format", "raw | enriched | nolog", "enriched",
                """
                raw: records as the kernel gives them. enriched: with names of users, groups, system calls and addresses appended, which another machine could
                not look up. nolog is an old word for write_logs = no, with a warning.
                """, "at once; plugins are started anew"),
            new("name_format", "none | hostname | fqd | numeric | user", "none",
                """
                What each record begins with as node=. none: nothing. hostname: the machine's name. fqd: the name with its domain, as the resolver tells it.
                numeric: the machine's address. user: the value of name.
                """, "at once; plugins are started anew"),
            new("name", "WORD", "none", "The node's name for name_format = user. Bytes that could end the field are left out, and what goes beyond 255 bytes.", AtOnce),
            new("end_of_event_timeout", "SECONDS (1 to 2147483647)", "2", "After so long an event is taken for complete although its last record has not come. ausearch and aureport use it too.", Restart),
        ]),
        new("The log",
        [
            new("write_logs", "yes | no", "yes", "Whether records are written to the log. Plugins and outputs get them either way.", Reopened),
            new("log_file", "FILE", "/var/log/audit/audit.log",
                """
                The log, by its whole path. Its folder must exist and be named with four characters at least. The folder and those above it must be root's, writable
                by neither group nor others, and no symbolic links. A log that is there must be a regular file of root's; its mode is set to 0600, or 0640 with
                log_group.
                """, "at once; a folder that is not safe leaves the whole configuration as it was"),
            new("log_group", "GROUP", "0, root", "The group, by name or number, that may read the logs; their folder is given to it, with mode 0750. Not possible with logs right in /var/log.", Reopened),
            new("flush", "none | incremental | incremental_async | data | sync", "none",
                """
                When what was written is forced to the disk. none: when the kernel likes to. incremental: after each freq records, and all wait for it.
                incremental_async: the same on a thread of its own, while writing goes on. data, sync: with each write, the data or also what is known of the
                file. Up to 64 KiB of records that arrive together are one write.
                """, Reopened),
            new("freq", "RECORDS (0 to 2147483647)", "0", "After how many records is flushed. Must not be 0 with the two kinds of incremental. With data and sync it means nothing, which is warned of.", AtOnce),
        ]),
        new("Rotation",
        [
            new("max_log_file", "MEBIBYTES (0 to 2147483647)", "0, no limit", "From which size of the log on max_log_file_action is taken.", AtOnce),
            new("max_log_file_action", "ignore | syslog | exec PROGRAM | suspend | rotate | keep_logs", "ignore", "See ACTIONS. It says as well whether SIGUSR1 rotates or keeps logs.", AtOnce),
            new("num_logs", "NUMBER (0 to 999)", "0", "How many logs are kept, the active one included. Below 2 nothing is rotated. With rotate, those beyond it are removed when the daemon starts.", AtOnce),
        ]),
        new("Space",
        [
            new("space_left", "MEBIBYTES (0 to 2147483647) | PERCENT% (0% to 99%)", "0",
                "Below so much free space on the log's partition space_left_action is taken. A part of the partition's size is worked out when the log is opened and after SIGHUP. Must be more than admin_space_left.", AtOnce),
            new("space_left_action", "ignore | syslog | rotate | email | exec PROGRAM | suspend | single", "ignore", "See ACTIONS. halt is refused here.", AtOnce),
            new("admin_space_left", "MEBIBYTES (0 to 2147483647) | PERCENT% (0% to 99%)", "0", "The same for the last warning before the disk is full.", AtOnce),
            new("admin_space_left_action", $"ignore | syslog | rotate | email | {Hard}", "ignore", "See ACTIONS.", AtOnce),
            new("disk_full_action", $"ignore | syslog | rotate | {Hard}", "ignore", "Taken when the partition has fewer than five free blocks, or the disk refuses a write for want of room or by quota. See ACTIONS.", AtOnce),
            new("disk_error_action", $"ignore | syslog | {Hard}", "syslog", "Taken when writing, flushing, rotating or opening the log fails otherwise. See ACTIONS.", AtOnce),
            new("action_mail_acct", "ACCOUNT", "root", "Who gets mail by the action email: a local user, or NAME@DOMAIN with a dot in the domain. Two characters at least: letters, digits and . @ - _ +", AtOnce),
            new("verify_email", "yes | no", "yes", "Whether the domain of action_mail_acct is looked up. It must stand before that line.", "counts for the file that is being read"),
        ]),
        new("Plugins",
        [
            new("plugin_dir", "FOLDER", "/etc/audit/plugins.d", "Where the files of auditd-plugins(5) are.", AtOnce),
            new("q_depth", "RECORDS (1 to 99999)", "2000",
                """
                How much may wait for each plugin. Every plugin has a queue of its own that holds in memory at least so many records of 1 KiB and at least 2 MiB;
                what goes beyond spills to a file of spill_dir, see auspex.conf(5). Below 512 is warned of.
                """, "a larger value at once, and plugins are started anew; a smaller one only for plugins that start later"),
            new("overflow_action", "ignore | syslog | suspend | single | halt", "syslog",
                """
                Taken when a plugin's queue and its file are full. What finds no room is dropped for this plugin, and the log tells how many and whose, whatever this
                says. syslog: five lines until the next SIGHUP. suspend: no plugin gets anything until SIGUSR2 or SIGHUP. single, halt: as in ACTIONS, but
                logging goes on.
                """, AtOnce),
            new("max_restarts", "NUMBER (0 to 2147483647)", "10", "How often a plugin that ends by itself is started again. A minute without an end makes the earlier ones forgotten.", AtOnce),
        ]),
        new("The daemon",
        [
            new("priority_boost", "NUMBER (0 to 2147483647)", "4", "How far the daemon's nice value goes below 0: it is scheduled before others.", AtOnce),
            new("report_interval", "TIME (at most 40 days)", "0, never", "How often the report of SIGCONT is written: a number of seconds, or with s, m, h, d or M (30 days) behind it. More than 6 hours is warned of.", AtOnce),
            new("dispatcher", "WORD", "none", "Accepted without effect, with a warning.", "no effect"),
            new("disp_qos", "WORD", "none", "Accepted without effect, with a warning.", "no effect"),
        ]),
    ];
}
