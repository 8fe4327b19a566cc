namespace Auspex.Tool.Suite.Manuals;

/// <summary>The page of the files of plugins.d. What it says is what <c>PluginConfigReader</c>, <c>Dispatcher</c> and <c>PluginFeed</c> do.</summary>
internal static class AuditdPluginsPage
{
    /// <summary>Made once.</summary>
    internal static readonly ConfigPage Page = new()
    {
        Name = "auditd-plugins",
        Summary = "programs to which the audit daemon hands its records",
        Path = "/etc/audit/plugins.d/*.conf",
        Description =
            """
            Each file of the folder that plugin_dir of auditd.conf(5) names describes one program. The audit daemon starts those that are active,
            in the order of the files' names, and hands each the records by a queue and a thread of its own: none waits for another, and the
            log waits for none.

            A file counts if its name ends in .conf or has no dot. Names that begin with a dot or have more than one dot are passed over. The file
            must be a regular one that belongs to root and that neither its group nor others can write; a symbolic link to such a file will do.
            The grammar is that of auditd.conf(5), but that args takes many words.

            A file with an error is left out at the start. When the configuration is read anew, one such file is enough for all plugins to stay
            as they are.
            """,
        Groups =
        [
            new("",
            [
                new("active", "yes | no", "no", "Whether the program is run."),
                new("direction", "any word", "out", "Read and ignored, for the sake of old files: records only go out."),
                new("path", "FILE", "none, which is an error where active = yes",
                    """
                    The program, with the whole path. With active = yes it must be a regular file of root's that neither group nor others can write, and
                    that root and its group can read and run (all of mode 0550). Its folder's name has four characters at least.

                    A name that begins with builtin_ is what very old files have; it means /sbin/audisp-af_unix, with a warning.
                    """),
                new("type", "always | builtin", "always", "always is the only kind there is. builtin is taken for it, with a warning."),
                new("args", "WORD ...", "none",
                    """
                    The words that the program is given behind its name. They are parted by blanks; there is no quoting. Of several such lines the last counts.
                    """),
                new("format", "string | binary", "string",
                    """
                    How records come. string: each is a line, as in the log. binary: each has 16 bytes before it, four 32-bit numbers in the machine's byte
                    order: version, length of these (16), record type, and length of what follows. Version 0 is followed by the text as the kernel gave
                    it, without type= and msg=; version 1 by the whole line as in the log, without its end.
                    """),
            ]),
        ],
        Sections =
        [
            new("LIFE OF A PLUGIN",
                """
                The program's standard input is a socket from which it reads records. Its environment is empty. It can gain no privileges beyond the
                daemon's own.

                Lines carry node= and what ENRICHED appends as the log does. With log_format = RAW and name_format = none binary has version 0,
                otherwise version 1. Records of other machines come with distribute_network = yes, and then always as whole lines. Records of the
                type EOE, which the log has not, come too.

                A program that ends by itself is started again, up to max_restarts times; a minute without an end makes the earlier ones forgotten. It gets
                again what it had not read. One that ends more often, or cannot be started, is given up until the configuration is read anew.

                What waits for a program is held in memory, at least q_depth records of 1 KiB and at least 2 MiB, and beyond that in a file NAME.spill of
                spill_dir, up to spill_max; see auspex.conf(5). What that cannot hold either is dropped, overflow_action is taken, and the log itself
                has a DAEMON_ERR record op=lost that names the plugin and how many it lost. ausearch --gaps lists them.

                At the end the daemon closes the socket once the queue is empty or the program has taken nothing for a second. What still runs then gets
                SIGTERM, and SIGKILL at last.
                """, []),
            new("SIGHUP",
                """
                When the daemon reads its configuration anew, it reads all files of plugins.d. A plugin whose path, args and format are as before goes
                on running, and is passed SIGHUP if its program's name begins with audisp-. Those that are no longer there or active get what their
                queue holds and end. One that was changed ends in the same way, and then starts anew with the new settings. All are started anew when
                log_format, name_format, spill_dir or spill_max has changed, or q_depth has grown.
                """, []),
            new("DIFFERENCES",
                """
                The auditd of audit-userspace has one queue for all plugins, starts all of them anew at each SIGHUP, passes no signal on, takes the files
                in no certain order, and counts restarts for ever. What a plugin loses there is told in syslog only.
                """, []),
        ],
        Example = "active = yes\npath = /sbin/audisp-syslog\ntype = always\nargs = LOG_INFO LOG_LOCAL6\nformat = string",
        Files =
        [
            ("/etc/audit/plugins.d", "the folder, where plugin_dir says nothing else"),
            ("/var/spool/audit/*.spill", "what waits beyond memory"),
        ],
        SeeAlso = ["auditd(8)", "auditd.conf(5)", "auspex.conf(5)", "audisp-remote(8)", "audisp-syslog(8)", "audisp-af_unix(8)", "audisp-filter(8)"],
    };
}
