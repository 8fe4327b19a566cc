using System.Globalization;
using System.Text;

namespace Auspex.Tool.Watching;

/// <summary>What was seen, in a sentence or two at the end.</summary>
internal static class WatchSummary
{
    internal static string Of(WatchCounts counts, TimeSpan? duration)
    {
        var text = new StringBuilder("auspex: ");
        text.Append(CultureInfo.InvariantCulture, $"{counts.Forks} forks, {counts.Execs} execs, {counts.Exits} exits");
        if (duration is { } time) text.Append(CultureInfo.InvariantCulture, $" in {time.TotalSeconds:0.0} s");
        text.Append(CultureInfo.InvariantCulture, $" ({counts.Failures} with a code other than 0, {counts.Killed} by signal");
        if (counts.UnknownEnds > 0) text.Append(CultureInfo.InvariantCulture, $", {counts.UnknownEnds} not known how");
        text.Append(')');
        if (counts.InferredBirths > 0) text.Append(CultureInfo.InvariantCulture, $"; {counts.InferredBirths} births not seen");
        if (counts.ConnectorOverruns > 0)
            text.Append(CultureInfo.InvariantCulture, $"; the process connector overflowed {counts.ConnectorOverruns} times");
        text.Append(counts.Gaps == 0
            ? "; nothing lost"
            : string.Create(CultureInfo.InvariantCulture, $"; LOST: {counts.Lost} known to be missing, in {counts.Gaps} gaps"));
        return text.ToString();
    }
}
