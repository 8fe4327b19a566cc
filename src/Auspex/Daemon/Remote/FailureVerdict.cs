namespace Auspex.Daemon.Remote;

/// <summary>What a failure comes to.</summary>
/// <param name="Action">What is to be done beside telling.</param>
/// <param name="Program">What <see cref="FailureAction.Exec"/> runs.</param>
/// <param name="Continues">True if the record counts as sent; false if it is kept.</param>
/// <param name="Message">What is wrong, as the program is told.</param>
/// <param name="Text">What syslog is told; null for nothing.</param>
/// <param name="Priority">How urgent that is.</param>
internal readonly record struct FailureVerdict(
    FailureAction Action, string? Program, bool Continues, string Message, string? Text, int Priority);
