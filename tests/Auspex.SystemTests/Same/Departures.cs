namespace Auspex.SystemTests.Same;

/// <summary>All that may differ between Debian's tools and ours, by the names of docs/differences.md.</summary>
internal static class Departures
{
    /// <summary>In the order in which they are tried.</summary>
    public static readonly IReadOnlyList<Departure> All =
    [
    ];
}
