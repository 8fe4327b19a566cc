namespace Auspex.Archive;

/// <summary>Which logs a person asked for.</summary>
internal sealed record LogSetOptions
{
    /// <summary>Where auditd's configuration lies.</summary>
    public const string DefaultConfigPath = "/etc/audit/auditd.conf";

    /// <summary><c>-if</c>: files and directories, in the order in which they are to be read. None: see the other two.</summary>
    public IReadOnlyList<string> Inputs { get; init; } = [];

    /// <summary><c>--input-logs</c>: the configured logs even if the standard input is a pipe.</summary>
    public bool UsesConfiguredLogs { get; init; }

    /// <summary>True when the standard input is a pipe (FIFO).</summary>
    public bool HasPipe { get; init; }

    /// <summary>auditd's configuration.</summary>
    public string ConfigPath { get; init; } = DefaultConfigPath;
}
