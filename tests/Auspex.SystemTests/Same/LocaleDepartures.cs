using System.Text.RegularExpressions;

namespace Auspex.SystemTests.Same;

/// <summary>Departures from 4.2.2 and 3.0.9 alike in other locales than C.</summary>
internal static partial class LocaleDepartures
{
    /// <summary>In the order in which they are tried.</summary>
    public static readonly IReadOnlyList<Departure> All =
    [
        new("english-errors", l => l.Has("-i", "--interpret", "interpret", "interp") || l.Text.Contains("/nonexistent/", StringComparison.Ordinal))
        {
            Rewrite = (_, a) => a with { Output = ErrorWords().Replace(a.Output, "${name}"), Errors = Reason().Replace(a.Errors, "${before}") },
        },
        new("text-date", l => l.Has("text")) { Accepts = (_, debian, ours) => HasOtherDates(debian.Output, ours.Output) },
    ];

    /// <summary>Debian's writes what happens to stand in memory where a date of many bytes should be.</summary>
    private static bool HasOtherDates(string debian, string ours)
    {
        var position = 0;
        foreach (var line in ours.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var match = Sentence().Match(line);
            if (!match.Success) return false;
            foreach (var part in (ReadOnlySpan<string>)[match.Groups["before"].Value, match.Groups["after"].Value + "\n"])
            {
                var found = debian.IndexOf(part, position, StringComparison.Ordinal);
                if (found < 0) return false;
                position = found + part.Length;
            }
        }

        return true;
    }

    [GeneratedRegex("^(?<before>(At|On .* at) [0-9:]{8} )[^ ]*[\\x80-\\xff][^ ]*(?<after> .*)$", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Sentence();

    [GeneratedRegex("^(?<before>stat: |Error - ).*$", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 5000)]
    private static partial Regex Reason();

    [GeneratedRegex(@"\b(?<name>E[A-Z0-9]+)\([^)]*\)", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex ErrorWords();
}
