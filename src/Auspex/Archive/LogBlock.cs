namespace Auspex.Archive;

/// <summary>A piece of a log: whole lines, the last of which lacks its end only at the end of the log.</summary>
/// <param name="Position">Where it begins, in bytes.</param>
/// <param name="Length">How long it is, in bytes.</param>
internal readonly record struct LogBlock(long Position, int Length);
