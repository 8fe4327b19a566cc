using Auspex.Daemon.Configuration;

namespace Auspex.Health;

/// <summary>auditd.conf as it stands.</summary>
internal sealed record ConfigFacts
{
    /// <summary>The file.</summary>
    public string Path { get; init; } = "/etc/audit/auditd.conf";

    /// <summary>True when there is none.</summary>
    public bool IsMissing { get; init; }

    /// <summary>Why it is not read; empty where it is.</summary>
    public string Fault { get; init; } = "";

    /// <summary>What was found in it.</summary>
    public IReadOnlyList<ConfigDiagnostic> Diagnostics { get; init; } = [];

    /// <summary>What it came to; null where there is an error in it.</summary>
    public DaemonConfig? Value { get; init; }
}
