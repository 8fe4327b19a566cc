namespace Auspex.Health.Shadows;

/// <summary>Events that follow each other and differ in the same way.</summary>
/// <param name="Kind">How.</param>
/// <param name="First">The lowest serial.</param>
/// <param name="Last">The highest serial.</param>
/// <param name="Events">How many events.</param>
/// <param name="HeardRecords">Their records that were heard.</param>
/// <param name="LoggedRecords">Their records in the log.</param>
/// <param name="FromMilliseconds">The earliest time, since 1970-01-01 UTC.</param>
/// <param name="ToMilliseconds">The latest time.</param>
/// <param name="Types">The types of their first records, as numbers, with how many events begin with each; at most <see cref="MaxTypes"/>.</param>
internal sealed record ShadowSpan(
    ShadowKind Kind, uint First, uint Last, long Events, long HeardRecords, long LoggedRecords,
    long FromMilliseconds, long ToMilliseconds, IReadOnlyList<(int Type, long Count)> Types)
{
    /// <summary>Types that are told apart in one span.</summary>
    public const int MaxTypes = 16;
}
