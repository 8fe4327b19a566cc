using System.Globalization;
using System.Text;
using Auspex.Text;

namespace Auspex.Tool.Watching;

/// <summary>What was seen, in a sentence or two at the end.</summary>
internal static class WatchSummary
{
    /// <summary>The sentence.</summary>
    /// <param name="counts">What was seen.</param>
    /// <param name="duration">How long was watched; null for a replay.</param>
    /// <param name="isFiltered">True where not everything was to be shown: then the counts are of what was.</param>
    internal static string Of(WatchCounts counts, TimeSpan? duration, bool isFiltered)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Plural.Of(counts.Forks, "fork")}, {Plural.Of(counts.Execs, "exec")}, {Plural.Of(counts.Exits, "exit")}");
        if (isFiltered) text.Append(CultureInfo.InvariantCulture, $" shown of {Plural.Of(counts.Seen, "step")} of all processes");
        if (duration is { } time) text.Append(CultureInfo.InvariantCulture, $" in {time.TotalSeconds:0.0} s");
        text.Append(CultureInfo.InvariantCulture, $" ({counts.Failures} with a code other than 0, {counts.Killed} by signal");
        if (counts.UnknownEnds > 0) text.Append(CultureInfo.InvariantCulture, $", {counts.UnknownEnds} not known how");
        text.Append(')');
        if (counts.InferredBirths > 0) text.Append(CultureInfo.InvariantCulture, $"; {Plural.Of(counts.InferredBirths, "birth")} not seen");
        if (counts.ConnectorOverruns > 0)
            text.Append(CultureInfo.InvariantCulture, $"; the process connector overflowed {Plural.Of(counts.ConnectorOverruns, "time")}");
        text.Append(counts.Gaps == 0
            ? "; nothing lost"
            : string.Create(CultureInfo.InvariantCulture, $"; LOST: {counts.Lost} known to be missing, in {Plural.Of(counts.Gaps, "gap")}"));
        return text.ToString();
    }
}
