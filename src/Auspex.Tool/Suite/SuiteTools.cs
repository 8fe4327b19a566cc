namespace Auspex.Tool.Suite;

/// <summary>
/// The tools of the audit suite that are built in. Each answers to its own name, and to <c>auspex NAME</c>.
/// </summary>
internal static class SuiteTools
{
    /// <summary>All of them, by name.</summary>
    internal static readonly IReadOnlyList<SuiteTool> All =
    [
        new("audisp-af_unix", "hand the audit daemon's records to a client at a socket", AudispAfUnix.AudispAfUnixTool.Run) { Page = static () => AudispAfUnix.AudispAfUnixPage.Page },
        new("audisp-filter", "forward some of the audit daemon's events to another plugin", AudispFilter.AudispFilterTool.Run) { Page = static () => AudispFilter.AudispFilterPage.Page },
        new("audisp-remote", "send audit records to a collector, as a plugin of auditd", AudispRemote.AudispRemoteTool.Run) { Page = static () => AudispRemote.AudispRemotePage.Page },
        new("audisp-syslog", "hand the audit daemon's records to syslog", AudispSyslog.AudispSyslogTool.Run) { Page = static () => AudispSyslog.AudispSyslogPage.Page },
        new("auditctl", "control the kernel's audit and its rules", Auditctl.AuditctlTool.Run) { Page = static () => Auditctl.AuditctlPage.Page },
        new("auditd", "write the kernel's audit records to the log", Auditd.AuditdTool.Run) { Page = static () => Auditd.AuditdPage.Page },
        new("augenrules", "merge the rule files of a directory and load them", Augenrules.AugenrulesTool.Run) { Page = static () => Augenrules.AugenrulesPage.Page },
        new("aureport", "make reports of audit logs", Aureport.AureportTool.Run) { Page = static () => Aureport.AureportPage.Page },
        new("aulast", "list logins and boots from audit logs", Aulast.AulastTool.Run) { Page = static () => Aulast.AulastPage.Page },
        new("aulastlog", "list the last login of each user from audit logs", Aulastlog.AulastlogTool.Run) { Page = static () => Aulastlog.AulastlogPage.Page },
        new("ausearch", "find events in audit logs", Ausearch.AusearchTool.Run) { Page = static () => Ausearch.AusearchPage.Page },
        new("ausyscall", "find numbers and names of system calls", Ausyscall.AusyscallTool.Run) { Page = static () => Ausyscall.AusyscallPage.Page },
        new("autrace", "trace one program with audit rules of its own", Autrace.AutraceTool.Run) { Page = static () => Autrace.AutracePage.Page },
    ];

    /// <summary>The tool that a program's path, or a word, names.</summary>
    internal static SuiteTool? Find(string path)
    {
        var name = Path.GetFileName(path.AsSpan());
        foreach (var tool in All)
        {
            if (name.SequenceEqual(tool.Name)) return tool;
        }

        return null;
    }
}
