using Auspex.Tool.Suite.Common;

namespace Auspex.Tool.Suite.Ausearch;

/// <summary>What <c>ausearch</c> says of itself.</summary>
internal static class AusearchPage
{
    /// <summary>Made when it is asked for.</summary>
    internal static SuitePage Page => new()
    {
        Name = "ausearch",
        Summary = "find events in audit logs",
        Description =
            """
            Reads audit logs, brings the records of each event together, and prints the events for which all options hold. Without options of
            selection it prints all.

            It reads the file or folder of --input; otherwise standard input where that is a pipe; otherwise the log of auditd.conf with its
            rotated files, oldest first. Rotated files may be compressed by gzip, xz or zstd.

            Options are compared whole: they cannot be shortened, bundled, or joined to their argument by an equals sign. An argument does not
            begin with a dash, unless it may be a negative number. Texts are contained in the value they are compared with, upper and lower case
            told apart, unless --word is given.

            Ctrl-C ends a search: the events found up to then are written whole, and the exit code is 130. Standard error tells how many lines
            of the logs were no records. On a terminal it shows how far a search has come that takes longer than a second.

            Where it differs from the ausearch of audit-userspace 4.2.2 is told, with reasons, in differences.md.
            """,
        Options = AusearchOptions.All,
        Examples =
        [
            ("ausearch -k access -sv no -i", "failed accesses that the rules with key access noted, interpreted"),
            ("ausearch -m USER_LOGIN,USER_AUTH -ts today -i", "who logged in today, or tried to"),
            ("ausearch -ul alice -x /usr/bin/sudo -ts 2026-11-21T08:00Z", "what alice did with sudo since a point in time"),
            ("ausearch --format json -ts recent | jq .records[].type", "the types of the records of the last ten minutes"),
            ("ausearch --gaps -ts this-month", "whether events of this month are missing"),
            ("ausearch --raw -ts yesterday -te today | aureport --summary", "a report about one day"),
        ],
        ExitCodes =
        [
            (0, "an event was found; with --gaps: nothing is missing"),
            (1, "no event was found; or the command line is wrong, or a log cannot be read"),
            (2, "with --gaps: events are missing"),
            (10, "the checkpoint cannot be read, or its log is gone"),
            (11, "the checkpoint cannot be written"),
            (12, "the checkpoint does not fit the log: search once with --start checkpoint"),
            (130, "interrupted (SIGINT); what was found is written"),
            (141, "the reader of the output has gone"),
            (143, "terminated (SIGTERM); what was found is written"),
        ],
        Files =
        [
            ("/etc/audit/auditd.conf", "where the logs are, and the end of event timeout"),
            ("/var/log/audit/audit.log", "the log, where auditd.conf says nothing else"),
        ],
        SeeAlso = ["auditd.conf(5)", "aureport(8)", "auditctl(8)", "auditd(8)"],
    };
}
