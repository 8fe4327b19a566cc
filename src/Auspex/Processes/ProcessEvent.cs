namespace Auspex.Processes;

/// <summary>One step in the life of a process. The process is the table's and shows the state after the step.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Milliseconds">When, in milliseconds since 1970-01-01 UTC.</param>
/// <param name="Process">To whom.</param>
/// <param name="Sources">What this step rests on.</param>
/// <param name="AuditKey">The keys of the rule that told of it (0x01 between several), or null.</param>
internal readonly record struct ProcessEvent(
    ProcessEventKind Kind, long Milliseconds, TrackedProcess Process, ProcessSources Sources, byte[]? AuditKey);
