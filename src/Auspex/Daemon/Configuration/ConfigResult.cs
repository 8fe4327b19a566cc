namespace Auspex.Daemon.Configuration;

/// <summary>What a configuration file came to.</summary>
/// <param name="Value">The configuration, or null where there is an error.</param>
/// <param name="Diagnostics">All findings, in the order of the file.</param>
internal sealed record ConfigResult<T>(T? Value, IReadOnlyList<ConfigDiagnostic> Diagnostics)
    where T : class;
