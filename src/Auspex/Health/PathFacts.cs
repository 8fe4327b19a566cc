using Auspex.Daemon.Configuration;

namespace Auspex.Health;

/// <summary>A file or directory with who may do what with it.</summary>
/// <param name="Path">The path.</param>
/// <param name="File">What is there; links followed.</param>
internal readonly record struct PathFacts(string Path, ConfigFile File);
