using Auspex.Tool.Suite.Common;

namespace Auspex.Tool.Suite.Aureport;

/// <summary>What <c>aureport</c> says of itself.</summary>
internal static class AureportPage
{
    /// <summary>Made when it is asked for.</summary>
    internal static SuitePage Page => new()
    {
        Name = "aureport",
        Summary = "make reports of audit logs",
        Description =
            """
            Reads audit logs, brings the records of each event together, and lists or counts what they tell. Without an option that names a
            report it prints totals of everything.

            It reads the file or folder of --input; otherwise standard input where that is a pipe; otherwise the log of auditd.conf with its
            rotated files, oldest first. Rotated files may be compressed by gzip, xz or zstd. A pipe carries raw records, as ausearch --raw writes
            them.

            One report at a time. Options are compared whole: they cannot be shortened, bundled, or joined to their argument by an equals
            sign. Add --summary to count instead of to list, --failed or --success to take some of the events only.

            Memory grows with the number of different values that a summary or the totals count, and with nothing else.

            Where it differs from the aureport of audit-userspace 4.2.2 is told, with reasons, in differences.md.
            """,
        Options = AureportOptions.All,
        Examples =
        [
            ("aureport", "totals of everything"),
            ("aureport -x --summary -ts today", "which programs were in the log today, the most frequent first"),
            ("aureport -au --failed -i", "failed authentications"),
            ("aureport -f --format json | jq -r .file", "the files, for programs"),
            ("ausearch --raw -k access | aureport -f -i", "a report about the events of a key"),
        ],
        ExitCodes =
        [
            (0, "the report is written; a summary may be empty"),
            (1, "a detailed report has no row; or the command line is wrong, or a log cannot be read"),
            (130, "interrupted (SIGINT); what was read by then is written"),
            (141, "the reader of the output has gone"),
            (143, "terminated (SIGTERM); what was read by then is written"),
        ],
        Files =
        [
            ("/etc/audit/auditd.conf", "where the logs are, and the end of event timeout"),
            ("/var/log/audit/audit.log", "the log, where auditd.conf says nothing else"),
        ],
        SeeAlso = ["auditd.conf(5)", "ausearch(8)", "auditctl(8)", "auditd(8)"],
    };
}
