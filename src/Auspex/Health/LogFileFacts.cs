namespace Auspex.Health;

/// <summary>One of the logs: the active one, or a rotated one.</summary>
/// <param name="Path">The path.</param>
/// <param name="SizeBytes">How long it is.</param>
/// <param name="FirstMilliseconds">When its first record was written, since 1970-01-01 UTC; 0 where it has none.</param>
/// <param name="LastMilliseconds">When its last record was written; 0 where it has none.</param>
internal readonly record struct LogFileFacts(string Path, long SizeBytes, long FirstMilliseconds, long LastMilliseconds);
