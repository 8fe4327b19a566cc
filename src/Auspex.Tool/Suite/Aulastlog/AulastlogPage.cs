using Auspex.Tool.Suite.Common;

namespace Auspex.Tool.Suite.Aulastlog;

/// <summary>What <c>aulastlog</c> says of itself.</summary>
internal static class AulastlogPage
{
    /// <summary>Made when it is asked for.</summary>
    internal static SuitePage Page => new()
    {
        Name = "aulastlog",
        Summary = "list the last login of each user from audit logs",
        Description =
            """
            Lists all users that the machine knows, and for each when, at which terminal and from where the last login in the logs was. It looks
            like lastlog(8), but rests on audit events.

            It reads the log of auditd.conf with its rotated files, or standard input.
            """,
        Options =
        [
            new(null, "stdin", OptionArgument.None, null, "read standard input"),
            new("-u", "user", OptionArgument.Word, "NAME", "list this user only"),
        ],
        Examples = [("aulastlog --user alice", "when alice came last")],
        ExitCodes = [(0, "done"), (1, "there is no such user, a log cannot be read, or the command line is wrong")],
        Files = [("/etc/audit/auditd.conf", "where the logs are")],
        SeeAlso = ["lastlog(8)", "aulast(8)", "ausearch(8)"],
    };
}
