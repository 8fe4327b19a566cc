using Auspex.Tool.Suite.Common;

namespace Auspex.Tool.Suite.AudispAfUnix;

/// <summary>What <c>audisp-af_unix</c> says of itself.</summary>
internal static class AudispAfUnixPage
{
    /// <summary>Made when it is asked for.</summary>
    internal static SuitePage Page => new()
    {
        Name = AudispAfUnixTool.Name,
        Summary = "hand the audit daemon's records to a client at a socket",
        Synopsis = "[MODE] [PATH] [string|binary] [DEPTH]",
        Description =
            """
            A plugin of auditd: it reads records from its standard input and hands them to one client at a stream socket in the file system. Words
            after its name may stand in any order and are known by their looks: MODE, octal, for the socket's permissions (0640); PATH, with a
            slash in it (/run/audit/audispd_events); string or binary, for lines or frames (string); and DEPTH, the second number, for how many
            records wait for the client (512).

            Records without a client are left out. A client that takes nothing loses the records that find no room, and nothing else grows. One
            that hangs up within a record leaves it to the next client, whole. Nothing that a client sends is heard.

            It ends with the daemon, or by a SIGTERM of the daemon. SIGUSR1 writes its state. It gives up all capabilities at its start.
            """,
        Options = [],
        OperandWords = ["string", "binary"],
        Examples = [("audisp-af_unix 0640 /run/audit/audispd_events string", "as auditd starts it by plugins.d/af_unix.conf")],
        ExitCodes = [(0, "the daemon ended it"), (1, "there can be no socket, or the daemon sent no frames")],
        Files = [("/run/audit/audispd_events", "the socket"), ("/run/audit/af_unix.state", "the report that SIGUSR1 asks for")],
        SeeAlso = ["auditd(8)", "audisp-filter(8)", "audisp-syslog(8)"],
    };
}
