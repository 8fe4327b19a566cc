namespace Auspex.Processes;

/// <summary>An exit_group that was seen and waits for accounting to confirm it.</summary>
/// <param name="Code">The code, 0 to 255.</param>
/// <param name="Milliseconds">When the call was made.</param>
internal readonly record struct PendingExit(int Code, long Milliseconds);
