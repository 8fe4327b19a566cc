using Auspex.Tool.Suite.Common;

namespace Auspex.Tool.Suite.AudispFilter;

/// <summary>What <c>audisp-filter</c> says of itself.</summary>
internal static class AudispFilterPage
{
    /// <summary>Made when it is asked for.</summary>
    internal static SuitePage Page => new()
    {
        Name = AudispFilterTool.Name,
        Summary = "forward some of the audit daemon's events to another plugin",
        Synopsis = "allowlist|blocklist CONF PROGRAM [ARGUMENT]...",
        Description =
            """
            A plugin of auditd: audisp-filter allowlist|blocklist CONF PROGRAM [ARGUMENT]... starts PROGRAM and forwards to its standard input the
            records of the events that are wanted, each as a line. CONF has one expression a line, in the language of ausearch-expression(5);
            empty lines and those that begin with # are passed over. An event matches when one of its records meets one of the expressions. With
            allowlist matching events are left out, with blocklist only they are forwarded; without any expression nothing is.

            SIGHUP reads CONF again, keeps the old expressions where one is wrong, and is passed on. It ends with the daemon, by a SIGTERM of the
            daemon, or when PROGRAM ends. What the program does not take waits with the daemon.
            """,
        Options = [new(null, "check", OptionArgument.Word, "CONF", "only say, by the exit code and in syslog, whether CONF is good")],
        OperandWords = ["allowlist", "blocklist"],
        Examples =
        [
            ("audisp-filter allowlist /etc/audit/audisp-filter.conf /sbin/audisp-syslog LOG_USER LOG_INFO", "all but what the file names, to syslog"),
            ("audisp-filter --check /etc/audit/audisp-filter.conf", "after an edit"),
        ],
        ExitCodes = [(0, "the daemon ended it; the file is good"), (1, "the words or the file are wrong, or the program ended")],
        Files = [("/etc/audit/audisp-filter.conf", "expressions")],
        SeeAlso = ["auditd(8)", "audisp-af_unix(8)", "audisp-syslog(8)", "ausearch-expression(5)"],
    };
}
