using Auspex.Search;

namespace Auspex.Outputs.SearchFormats;

/// <summary>The order in which formats for people show the records of an event: the last one first.</summary>
internal static class RecordOrder
{
    /// <summary>How many records are shown, counted from the last: one of a daemon's own events (1200 to 1299), else all.</summary>
    /// <remarks>Source: spec 2.1.</remarks>
    public static int Shown(LogEvent e) => IsDaemons(e) ? 1 : e.Count;

    /// <summary>True for an event of the daemon's own: its last record is of a type from 1200 to 1299.</summary>
    public static bool IsDaemons(LogEvent e) => (int)e.Spots[^1].Type is >= 1200 and <= 1299;
}
