namespace Auspex.Health;

/// <summary>One of the logs: the active one, or a rotated one.</summary>
/// <param name="Path">The path.</param>
/// <param name="SizeBytes">How long it is.</param>
/// <param name="FirstMilliseconds">The time of its first record, since 1970-01-01 UTC; 0 where it has none.</param>
/// <param name="LastMilliseconds">The time of its last record; 0 where it has none.</param>
public readonly record struct LogFileFacts(string Path, long SizeBytes, long FirstMilliseconds, long LastMilliseconds);
