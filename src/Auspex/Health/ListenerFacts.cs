namespace Auspex.Health;

/// <summary>A process that listens to the kernel's records by multicast, beside the auditor.</summary>
/// <param name="Pid">Its pid, 0 where it cannot be found.</param>
/// <param name="Name">Its name; empty where it cannot be found.</param>
/// <param name="Drops">Records that found no room in its socket.</param>
internal sealed record ListenerFacts(int Pid, string Name, long Drops);
