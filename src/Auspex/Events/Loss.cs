namespace Auspex.Events;

/// <summary>What is missing, and between which times. It travels with the data, so that nobody takes a gap for silence.</summary>
/// <param name="Count">How many are missing (events for <see cref="LossReason.SerialGap"/>, else records); 0 when not known.</param>
/// <param name="Reason">How it is known.</param>
/// <param name="FromMilliseconds">Last time before the gap, milliseconds since 1970-01-01 UTC; 0 when there was none.</param>
/// <param name="ToMilliseconds">First time after the gap.</param>
internal readonly record struct Loss(long Count, LossReason Reason, long FromMilliseconds, long ToMilliseconds)
{
    /// <summary>The machine whose records are missing, where records name it (<c>node=</c>); else null.</summary>
    public byte[]? Node { get; init; }
}
