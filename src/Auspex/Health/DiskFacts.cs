namespace Auspex.Health;

/// <summary>The file system of the logs.</summary>
/// <param name="Directory">The directory of the logs.</param>
/// <param name="TotalBytes">Its size.</param>
/// <param name="FreeBytes">What is left for others than root.</param>
/// <param name="HasOthers">True when the directory above is on it too: others may fill it.</param>
internal sealed record DiskFacts(string Directory, long TotalBytes, long FreeBytes, bool HasOthers);
