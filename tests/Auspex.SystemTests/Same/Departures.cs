namespace Auspex.SystemTests.Same;

/// <summary>All that may differ between Debian's tools and ours, by the names of docs/differences.md.</summary>
internal static class Departures
{
    /// <summary>In the order in which they are tried.</summary>
    public static readonly IReadOnlyList<Departure> All = [.. RemarkDepartures.All, .. OutputDepartures.All, .. NarrationDepartures.All, .. ReportDepartures.All, .. DebianDepartures.All, .. LocaleDepartures.All, RemarkDepartures.Hint];

    /// <summary>Every command line.</summary>
    public static bool Any(CommandLine line) => true;

    /// <summary>Those whose answer ausearch gives.</summary>
    public static bool OfSearch(CommandLine line) => line.Tool == "ausearch";

    /// <summary>Those whose answer aureport gives.</summary>
    public static bool OfReport(CommandLine line) => line.Tool == "aureport";

    /// <summary>Those that tell who did what to what.</summary>
    public static bool Narrates(CommandLine line) => line.Has("csv", "text");

    /// <summary>Those that show values by name.</summary>
    public static bool Interprets(CommandLine line) => line.Has("-i", "--interpret", "interpret", "interp", "csv", "text");
}
