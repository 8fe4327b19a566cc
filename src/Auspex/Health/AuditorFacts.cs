namespace Auspex.Health;

/// <summary>The process that is registered as the auditor.</summary>
/// <param name="Pid">Its pid, 0 for none.</param>
/// <param name="Program">Its program's file; empty where it cannot be seen.</param>
/// <param name="Arguments">Its command line, its name included.</param>
/// <param name="IsAuspex">True when the program is the one that asks.</param>
internal sealed record AuditorFacts(int Pid, string Program, IReadOnlyList<string> Arguments, bool IsAuspex)
{
    /// <summary>Nobody is registered.</summary>
    public static AuditorFacts Nobody { get; } = new(0, "", [], false);

    /// <summary>Who it is.</summary>
    public AuditorKind Kind
    {
        get
        {
            if (Pid == 0) return AuditorKind.Nobody;
            if (Program.Length == 0) return AuditorKind.Unseen;
            var name = NameOf(Program);
            if (IsAuspex || name is "auspex") return IsDaemon ? AuditorKind.Auspex : AuditorKind.AuspexCommand;
            return name switch
            {
                "auditd" => AuditorKind.OtherAuditd,
                "systemd-journald" => AuditorKind.Journald,
                _ => AuditorKind.Other,
            };
        }
    }

    private bool IsDaemon =>
        Arguments.Count > 0 && (NameOf(Arguments[0]) is "auditd" || (Arguments.Count > 1 && Arguments[1] is "auditd"));

    /// <summary>The last part of a path; what /proc adds for a replaced file is left out.</summary>
    private static string NameOf(string path)
    {
        const string deleted = " (deleted)";
        var name = Path.GetFileName(path);
        return name.EndsWith(deleted, StringComparison.Ordinal) ? name[..^deleted.Length] : name;
    }
}
