namespace Auspex.Tool.Suite.Manuals;

/// <summary>audisp-filter.conf(5).</summary>
internal static class AudispFilterConfPage
{
    internal static readonly TopicPage Page = new()
    {
        Name = "audisp-filter.conf",
        Section = 5,
        Summary = "which events audisp-filter forwards",
        Description =
            """
            The file that plugins.d/filter.conf names: one expression a line, in the language of ausearch-expression(5). Blanks at the beginning of a
            line, empty lines and lines that begin with # are passed over. It belongs to root, and nobody else may write it.

            An event matches when one of its records meets one of the expressions. Started with allowlist, audisp-filter leaves out the events that
            match and forwards all others; with blocklist it forwards those alone. Without any expression nothing is forwarded.
            """,
        Sections =
        [
            new("CHANGES",
                """
                audisp-filter --check FILE says in syslog what is wrong with a file, and by its exit code whether it is good. SIGHUP to the daemon has the
                file read again; when a line is wrong the expressions that were there before stay.
                """, []),
        ],
        Example = "# what cron does\n\\record_type == USER_START && exe i= \"/usr/sbin/cron\"\n# all that one user does\nauid == 1001",
        SeeAlso = ["audisp-filter(8)", "ausearch-expression(5)", "auditd-plugins(5)"],
    };
}
