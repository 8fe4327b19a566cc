using Auspex.Search;

namespace Auspex.Tool.Suite.Common;

/// <summary>What a tool says at its end of what it met: docs/differences.md, malformed-count.</summary>
internal static class SearchCountsText
{
    /// <summary>The lines for standard error, none when all was well.</summary>
    internal static string Of(LogCounts counts, string tool)
    {
        var malformed = counts.Malformed + counts.BadStamps;
        var text = malformed > 0 ? FormattableString.Invariant($"{tool}: {malformed} malformed records skipped\n") : "";
        if (counts.Nuls > 0) text += FormattableString.Invariant($"{tool}: {counts.Nuls} {(counts.Nuls == 1 ? "NUL" : "NULs")} passed over, which a crash or a failed disk left in the place of records\n");
        return counts.Cut == 0 ? text
            : text + FormattableString.Invariant($"{tool}: {counts.Cut} events may lack records: too many were open at a time\n");
    }
}
