using Auspex.Archive;

namespace Auspex.Tool.Suite.Ausearch;

/// <summary>Where a search ended: the log, and the last complete event in it.</summary>
/// <param name="Log">The last log that was read.</param>
/// <param name="Event">The last event that was complete; none was when its second is 0.</param>
internal sealed record Checkpoint(LogFileId Log, CheckpointEvent Event);
