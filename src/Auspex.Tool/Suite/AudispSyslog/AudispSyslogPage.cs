using Auspex.Tool.Suite.Common;

namespace Auspex.Tool.Suite.AudispSyslog;

/// <summary>What <c>audisp-syslog</c> says of itself.</summary>
internal static class AudispSyslogPage
{
    /// <summary>Made when it is asked for.</summary>
    internal static SuitePage Page => new()
    {
        Name = AudispSyslogTool.Name,
        Summary = "hand the audit daemon's records to syslog",
        Synopsis = "[PRIORITY] [FACILITY] [interpret] [rfc5424 RECEIVER [ca=FILE] [verify=no]]",
        Description =
            """
            A plugin of auditd: it reads records from its standard input and hands them to this machine's syslog. Words after its name may stand in
            any order and in any case: a priority from LOG_DEBUG to LOG_EMERG (LOG_INFO); a facility, LOG_LOCAL0 to LOG_LOCAL7, LOG_AUTH,
            LOG_AUTHPRIV, LOG_DAEMON, LOG_SYSLOG or LOG_USER (the default); and interpret, to say what values mean.

            With rfc5424 and a receiver, records go to another machine instead: udp://HOST:PORT, tcp://HOST:PORT (each message behind its length)
            or tls://HOST:PORT, which verifies the receiver's certificate and name; ca=FILE names the certificates to trust, verify=no trusts any.
            Messages wait in memory while the receiver is away, up to 16 MiB; how many found no room is told when it is back, and each message
            has a number by which the receiver sees gaps.

            It ends with the daemon, or by a SIGTERM of the daemon. It gives up all capabilities at its start.
            """,
        Options = [],
        OperandWords =
        [
            "interpret", "rfc5424", "LOG_DEBUG", "LOG_INFO", "LOG_NOTICE", "LOG_WARNING", "LOG_ERR", "LOG_CRIT", "LOG_ALERT", "LOG_EMERG",
            "LOG_LOCAL0", "LOG_LOCAL1", "LOG_LOCAL2", "LOG_LOCAL3", "LOG_LOCAL4", "LOG_LOCAL5", "LOG_LOCAL6", "LOG_LOCAL7", "LOG_AUTH", "LOG_AUTHPRIV", "LOG_DAEMON", "LOG_SYSLOG", "LOG_USER",
        ],
        Operands = WordKind.Free,
        Examples =
        [
            ("audisp-syslog LOG_NOTICE LOG_LOCAL6 interpret", "to this machine's syslog"),
            ("audisp-syslog rfc5424 tls://logs.example.org:6514 ca=/etc/audit/logs-ca.pem LOG_AUTHPRIV", "to another machine"),
        ],
        ExitCodes = [(0, "the daemon ended it"), (1, "the words are wrong, or there are no certificates")],
        SeeAlso = ["auditd(8)", "audisp-af_unix(8)", "audisp-filter(8)"],
    };
}
