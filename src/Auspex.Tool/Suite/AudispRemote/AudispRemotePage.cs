using Auspex.Tool.Suite.Common;

namespace Auspex.Tool.Suite.AudispRemote;

/// <summary>What <c>audisp-remote</c> says of itself in its man page.</summary>
internal static class AudispRemotePage
{
    /// <summary>Made when it is asked for.</summary>
    internal static SuitePage Page => new()
    {
        Name = "audisp-remote",
        Summary = "send audit records to a collector, as a plugin of auditd",
        Description =
            """
            Reads records as lines from its standard input, where auditd writes them, and sends each to an auditd that collects, which answers
            for each. With mode = forward, what waits is kept in a file that outlives the program; the file is laid out as that of the C
            program, and either goes on where the other ended. With mode = immediate it waits in memory.

            remote_server may name several hosts with commas between them. They are tried in this order, from the first each time.

            A record is tried max_tries_per_record times more, no longer than max_time_per_record; then network_failure_action decides. What
            waits is tried again every network_retry_time, whether or not more comes. The input is read all the while. When the queue is full,
            what comes is dropped and overflow_action is taken. A record that a collector has written is never sent again, whatever
            disk_low_action says.

            SIGHUP makes the connection anew; the configuration is read at the start only. SIGUSR1 writes a report of its state, SIGUSR2 resumes
            sending after a suspension. When the input ends, what waits is sent first if the collector takes it. SIGTERM ends it at once if the
            input has ended, as auditd closes it first; otherwise last records are waited for, but no longer than 1.5 seconds.
            """,
        Options = [new("-c", "", OptionArgument.Word, "FILE", "the configuration; /etc/audit/audisp-remote.conf unless told")],
        Examples = [("audisp-remote", "as plugins.d/au-remote.conf starts it"), ("ausearch --raw -m USER_LOGIN | audisp-remote -c ./to-archive.conf", "send what was found")],
        ExitCodes =
        [
            (0, "ended, and nothing waits"), (1, "ended while records wait, or the queue could not be opened"), (2, "the words are wrong"),
            (6, "the configuration is wrong"),
        ],
        Files =
        [
            ("/etc/audit/audisp-remote.conf", "the configuration"), ("/etc/audit/plugins.d/au-remote.conf", "starts it"),
            ("/var/spool/audit/remote.log", "what waits, with mode = forward"), ("/run/audit/remote.state", "the report that SIGUSR1 asks for"),
        ],
        SeeAlso = ["auditd(8)", "audisp-remote.conf(5)", "auditd-plugins(5)"],
    };
}
