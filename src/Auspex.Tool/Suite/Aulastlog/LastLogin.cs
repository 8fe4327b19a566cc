namespace Auspex.Tool.Suite.Aulastlog;

/// <summary>When and from where a user logged in last.</summary>
/// <param name="Seconds">Since 1970-01-01 UTC.</param>
/// <param name="Terminal">The terminal as the record has it.</param>
/// <param name="Host">The host as the record has it.</param>
internal sealed record LastLogin(long Seconds, byte[] Terminal, byte[] Host);
