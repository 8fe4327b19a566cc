using Auspex.Tool.Suite.Common;

namespace Auspex.Tool.Suite.Auditd;

/// <summary>What <c>auditd</c> says of itself in its man page.</summary>
internal static class AuditdPage
{
    /// <summary>Made when it is asked for.</summary>
    internal static SuitePage Page => new()
    {
        Name = "auditd",
        Summary = "write the kernel's audit records to the log",
        Description =
            """
            Registers as the kernel's auditor, writes each record to the log as a line, and hands it to plugins, each by a queue of its own. One
            thread only receives; what a full queue or disk keeps out stays with the kernel, or is counted and told.

            Whatever is lost stands in the log itself as a DAEMON_ERR record that begins with op=lost: the cause (kernel, serials, socket, disk,
            removed, consumer, restart), how many, which serials where they are known, from when to when. ausearch --gaps lists them.

            SIGTERM ends it, SIGHUP reads the configuration anew, SIGUSR1 rotates the logs, SIGUSR2 resumes logging after a suspension, SIGCONT
            writes a report of its state. Each of them is recorded with who sent it. auditctl --signal sends them.

            There is one at a time: a second one ends, saying so, before it has touched a file. A thread that fails is told of, counted
            (auspex_worker_failures_total) and goes on; where the one that receives or the one that writes fails, the daemon ends in order. A step of
            the machine's clock is told.

            With tcp_listen_port it receives what audisp-remote of other machines sends, in the clear or by TLS 1.3 with a shared key (transport = TLS;
            it needs the system's OpenSSL 3), and answers each record once it is written. Nothing that a sender does keeps others waiting.

            After its start it holds only the capabilities it may need, and neither it nor its plugins can gain new privileges.
            """,
        Options =
        [
            new("-f", "foreground", OptionArgument.None, null, "messages to standard error, records to standard output; writes no file and rotates nothing"),
            new("-l", "allow_links", OptionArgument.None, null, "the configuration may be a symbolic link"),
            new("-n", "disable_fork", OptionArgument.None, null, "stay attached to whoever starts it"),
            new("-s", "enable_state", OptionArgument.Word, "STATE", "what the kernel's audit is set to: enable (the default), disable or nochange") { Words = ["enable", "disable", "nochange"] },
            new("-c", "config_file", OptionArgument.Word, "DIRECTORY", "where auditd.conf, which must be there then, and auspex.conf are; /etc/audit unless told"),
        ],
        Examples = [("auditd", "in the background, with the configuration of /etc/audit"), ("auditd -n -c /etc/audit", "for a service manager, or a container")],
        ExitCodes =
        [
            (0, "SIGTERM ended it"), (1, "it could not start, or receiving failed, or another one runs"), (2, "the words are wrong"),
            (4, "it may not control audit: it needs root"), (6, "the configuration is wrong"),
        ],
        Files =
        [
            ("/etc/audit/auditd.conf", "the configuration"), ("/etc/audit/auspex.conf", "what only Auspex knows: budgets, spilling"),
            ("/etc/audit/plugins.d/*.conf", "plugins"), ("/var/log/audit/audit.log", "the log"), ("/run/audit/auditd.pid", "its pid; also /run/auditd.pid, where older scripts look"),
            ("/run/audit/auditd.lock", "held while it runs"), ("/run/audit/auditd.state", "the report that SIGCONT asks for"), ("/var/spool/audit/*.spill", "what waits for plugins beyond memory"),
        ],
        SeeAlso = ["auditctl(8)", "ausearch(8)", "auditd.conf(5)"],
    };
}
