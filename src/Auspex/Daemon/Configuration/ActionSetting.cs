namespace Auspex.Daemon.Configuration;

/// <summary>An action with the program it may name.</summary>
/// <param name="Action">What is done.</param>
/// <param name="Program">The absolute path for <see cref="DaemonAction.Exec"/>, else null.</param>
internal readonly record struct ActionSetting(DaemonAction Action, string? Program = null);
