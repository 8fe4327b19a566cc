using Auspex.Tool.Suite.Common;

namespace Auspex.Tool.Suite.Aulast;

/// <summary>What <c>aulast</c> says of itself.</summary>
internal static class AulastPage
{
    /// <summary>Made when it is asked for.</summary>
    internal static SuitePage Page => new()
    {
        Name = "aulast",
        Summary = "list logins and boots from audit logs",
        Description =
            """
            Lists who was logged in, at which terminal, from where, from when to when and for how long; and when the machine was started. It
            looks like last(1), but rests on audit events, which programs without privileges cannot forge.

            A session that lasted when the machine was shut down is listed as down, one that lasted when it went away without a word as crash,
            one whose number was given to another session as gone.

            It reads the log of auditd.conf with its rotated files, or what -f or --stdin says. Machines whose records are in one log are told
            apart by their node.
            """,
        Options =
        [
            new(null, "bad", OptionArgument.None, null, "list the logins that failed, and nothing else"),
            new(null, "debug", OptionArgument.None, null, "say on standard error which logins fit no session"),
            new(null, "extract", OptionArgument.None, null, "write the records that the list rests on to aulast.log in the working directory"),
            new("-f", "file", OptionArgument.Word, "FILE", "read this log; only the short form exists"),
            new(null, "proof", OptionArgument.None, null, "say which events prove a line, and how to find what was done meanwhile"),
            new(null, "stdin", OptionArgument.None, null, "read standard input"),
            new(null, "tty", OptionArgument.Word, "TTY", "only terminals with this in their name"),
            new(null, "user", OptionArgument.Word, "NAME", "only this user"),
        ],
        Examples =
        [
            ("aulast --user alice --proof", "the sessions of alice, each with the search for its events"),
            ("ausearch --start this-month --raw | aulast --bad --stdin", "the logins of this month that failed"),
        ],
        ExitCodes = [(0, "done"), (1, "a log cannot be read, or the command line is wrong")],
        Files = [("/etc/audit/auditd.conf", "where the logs are"), ("aulast.log", "written by --extract")],
        SeeAlso = ["last(1)", "ausearch(8)", "aureport(8)"],
    };
}
