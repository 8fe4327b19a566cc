namespace Auspex.Health;

/// <summary>Mandatory access control.</summary>
internal sealed record LabelFacts
{
    /// <summary>Null where SELinux is off; else whether it enforces.</summary>
    public bool? IsSelinuxEnforcing { get; init; }

    /// <summary>True when AppArmor is on.</summary>
    public bool HasAppArmor { get; init; }

    /// <summary>The SELinux label of the log directory; empty where it has none.</summary>
    public string LogLabel { get; init; } = "";

    /// <summary>The directory that <see cref="LogLabel"/> is of.</summary>
    public string LogDirectory { get; init; } = "/var/log/audit";

    /// <summary>Under what the auditor runs: its SELinux context or AppArmor profile; empty where that is not known.</summary>
    public string AuditorLabel { get; init; } = "";
}
