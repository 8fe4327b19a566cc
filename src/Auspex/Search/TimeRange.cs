namespace Auspex.Search;

/// <summary>From when to when, in whole seconds since 1970-01-01 UTC, both ends included.</summary>
/// <param name="First">The first second.</param>
/// <param name="Last">The last second.</param>
public readonly record struct TimeRange(long First, long Last)
{
    /// <summary>Everything.</summary>
    public static TimeRange All => new(long.MinValue, long.MaxValue);

    /// <summary>True when <paramref name="seconds"/> lies in it.</summary>
    public bool Contains(long seconds) => seconds >= First && seconds <= Last;
}
