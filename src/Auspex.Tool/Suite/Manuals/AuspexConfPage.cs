namespace Auspex.Tool.Suite.Manuals;

/// <summary>The page of auspex.conf. What it says is what <c>ExtensionConfigReader</c>, <c>NativeOutputs</c> and <c>DaemonMetrics</c> do.</summary>
internal static class AuspexConfPage
{
    private const string AtOnce = "at once";
    private const string Budget = "at once: what was folded until then is told";
    private const string Output = "at once: the output is ended and made anew";
    private const string Queues = "at once: plugins and outputs are ended, with what waits for them, and started anew";

    /// <summary>Made once.</summary>
    internal static readonly ConfigPage Page = new()
    {
        Name = "auspex.conf",
        Summary = "what only Auspex's audit daemon knows",
        Path = "/etc/audit/auspex.conf",
        Description =
            """
            Stands beside auditd.conf(5) and has the same grammar. It holds what goes beyond the auditd of audit-userspace, so that auditd.conf stays
            one that each of both daemons accepts. Without the file all defaults count. With an error in it the daemon does not start; when the
            configuration is read anew, nothing of it is changed.
            """,
        Groups =
        [
            new("Budgets",
            [
                new("budget_key", "EVENTS (0 to 2147483647)", "0, no budget",
                    """
                    How many events of system calls a second each key of the rules may have, by the records' own time. Those beyond it are folded: the log
                    has a DAEMON_ERR record that counts them instead. Nothing is left out silently.
                    """, Budget),
                new("budget_program", "EVENTS (0 to 2147483647)", "0, no budget", "The same for each program.", Budget),
            ]),
            new("Queues",
            [
                new("spill_dir", "FOLDER | none", "/var/spool/audit",
                    """
                    Where the queues of plugins and outputs go on when their memory is full: a file NAME.spill for each. The folder is made, for root alone,
                    if it is missing. With none, what finds no room in memory is dropped.
                    """, Queues),
                new("spill_max", "MEBIBYTES (1 to 1048576)", "64", "How far each of these files may grow.", Queues),
            ]),
            new("Outputs",
            [
                new("json_file", "FILE | none", "none",
                    """
                    Events as lines of JSON go to this file too. An event is written once it is complete, end_of_event_timeout after its time at the latest.
                    The file is readable by root, and by log_group where that is set. Its folder must fulfil what is asked of the log's: root's,
                    and writable by nobody else.
                    """, Output),
                new("json_file_format", "auspex | ecs", "auspex",
                    "auspex has raw and interpreted fields, as ausearch --format json; ecs is the Elastic Common Schema, as ausearch --format ecs.", Output),
                new("json_socket", "SOCKET | none", "none",
                    """
                    A unix socket whose clients, eight at most, are all handed the events as lines of JSON, from the time when they connect. Root and its
                    group may connect. What stands at its path and is not a socket that is left over stays, and the daemon goes on without this output. A client that reads too slowly loses whole lines, which are counted and told; the others do not wait for it.
                    """, Output),
                new("json_socket_format", "auspex | ecs", "auspex", "The same choice for the socket.", Output),
                new("process_file", "FILE | none", "none",
                    """
                    The lives of processes, from start to end, as lines of JSON like those of auspex watch --json. The rules of 40-process.rules must be
                    loaded for it.
                    """, Output),
                new("process_acct", "yes | no", "yes",
                    "For process_file: joins the kernel's process accounting with it, which tells of deaths by signal too.", Output),
                new("output_max_size", "MEBIBYTES (1 to 1048576)", "64", "From which size on json_file and process_file are rotated.", Output),
                new("output_files", "NUMBER (2 to 999)", "5", "How many files are kept of each of them, the active one included.", Output),
            ]),
            new("Metrics",
            [
                new("metrics_listen", "SOCKET | PORT (1 to 65535) | none", "none",
                    """
                    Where Prometheus reads the daemon's counters by HTTP: a unix socket, by its whole path, or a port of the loopback address. It never
                    listens at another address, as the counters tell what is watched. Each client has two seconds, and none keeps another waiting. A
                    socket that nobody listens at is removed first; one at which somebody does, a file, a device or a pipe is left as it is.
                    """, AtOnce),
            ]),
            new("The machine",
            [
                new("power_program", "FILE", "/sbin/init", "What the actions single and halt call: with 1 for single-user mode, with 0 to shut down.", AtOnce),
            ]),
        ],
        Example = "json_file = /var/log/audit/events.json\njson_file_format = ecs\noutput_files = 10\nmetrics_listen = 9735\nbudget_key = 2000",
        Files = [("/var/spool/audit/*.spill", "what waits for plugins and outputs beyond memory")],
        SeeAlso = ["auditd(8)", "auditd.conf(5)", "auditd-plugins(5)", "auspex-watch(8)"],
    };
}
