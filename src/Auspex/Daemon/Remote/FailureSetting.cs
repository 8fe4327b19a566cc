namespace Auspex.Daemon.Remote;

/// <summary>An action with the program it may name.</summary>
/// <param name="Action">What is done.</param>
/// <param name="Program">The absolute path for <see cref="FailureAction.Exec"/>, else null.</param>
internal readonly record struct FailureSetting(FailureAction Action, string? Program = null);
