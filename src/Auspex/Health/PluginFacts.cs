using Auspex.Daemon.Configuration;

namespace Auspex.Health;

/// <summary>A file of plugins.d.</summary>
/// <param name="Path">The file.</param>
/// <param name="IsActive">True when the plugin is to be started.</param>
/// <param name="Fault">Why it is not read; empty where it is.</param>
/// <param name="Diagnostics">What was found in it.</param>
internal sealed record PluginFacts(string Path, bool IsActive, string Fault, IReadOnlyList<ConfigDiagnostic> Diagnostics);
