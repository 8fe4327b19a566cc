using System.Text.RegularExpressions;

namespace Auspex.SystemTests.Live;

/// <summary>A record as <c>ausearch --raw</c> gives it, taken apart without any of the code under test.</summary>
/// <param name="Type">The text after <c>type=</c>.</param>
/// <param name="Serial">Of its event.</param>
/// <param name="Line">The line, without what the daemon added.</param>
internal sealed partial record LiveRecord(string Type, long Serial, string Line)
{
    /// <summary>The value of a field, without quotes; null where there is none.</summary>
    public string? this[string field]
    {
        get
        {
            var match = Regex.Match(Line, $"(?:^|[ '(]){Regex.Escape(field)}=(\"[^\"]*\"|[^ ']*)", RegexOptions.NonBacktracking);
            return match.Success ? match.Groups[1].Value.Trim('"') : null;
        }
    }

    /// <summary>All lines of <paramref name="text"/> that are records.</summary>
    public static IReadOnlyList<LiveRecord> ReadAll(string text) =>
    [
        .. from line in text.Split('\n')
           let match = Head().Match(line)
           where match.Success
           select new LiveRecord(match.Groups["type"].Value, long.Parse(match.Groups["serial"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture), line.Split('\x1d')[0]),
    ];

    [GeneratedRegex(@"^type=(?<type>\S+) msg=audit\([0-9.]+:(?<serial>[0-9]+)\):", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Head();
}
