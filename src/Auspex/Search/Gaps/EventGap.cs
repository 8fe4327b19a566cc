namespace Auspex.Search.Gaps;

/// <summary>What is missing from a log.</summary>
/// <param name="Reason">How it is known.</param>
/// <param name="Node">The node's name, or null where records name none.</param>
/// <param name="First">The first serial that is missing; 0 for <see cref="GapReason.LostCounter"/>.</param>
/// <param name="Last">The last one.</param>
/// <param name="Count">How many events are missing; for <see cref="GapReason.LostCounter"/> how many records.</param>
/// <param name="AfterMilliseconds">The time of the event before, since 1970-01-01 UTC; 0 when there is none.</param>
/// <param name="BeforeMilliseconds">The time of the event behind.</param>
/// <param name="Cause">For <see cref="GapReason.Recorded"/> the cause that the record names.</param>
internal readonly record struct EventGap(
    GapReason Reason, string? Node, uint First, uint Last, long Count, long AfterMilliseconds, long BeforeMilliseconds,
    string? Cause = null);
