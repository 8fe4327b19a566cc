using System.Text.RegularExpressions;

namespace Auspex.SystemTests.Same;

/// <summary>Departures in what is said on standard error, and in usage texts.</summary>
internal static partial class RemarkDepartures
{
    /// <summary>To be tried last, when all that has other words is rewritten: one line more is left.</summary>
    public static readonly Departure Hint = new("hint", Departures.Any) { Accepts = IsHint };

    /// <summary>In the order in which they are tried.</summary>
    public static readonly IReadOnlyList<Departure> All =
    [
        new("malformed-count", Departures.Any) { Rewrite = (_, a) => a with { Errors = Malformed().Replace(a.Errors, "") } },
        new("sockaddr-message", Departures.Any) { Rewrite = (_, a) => a with { Errors = a.Errors.Replace("sockaddr len too short\n", "", StringComparison.Ordinal) } },
        new("debug", l => l.Has("--debug")) { Rewrite = (_, a) => a with { Errors = "" } },
        new("tool-help", l => l.Tool is "ausyscall" or "aulast" or "aulastlog" && l.Has("--help")) { Accepts = (_, _, a) => a is { ExitCode: 0, Errors: "" } && HasUsage(a.Output) },
        new("usage-text", Departures.Any) { Accepts = IsUsage },
        new("aulast-debug", l => l.Tool == "aulast" && l.Has("--debug")) { Rewrite = (_, a) => a with { Output = a.Output.Replace("Session not found or updated\n", "", StringComparison.Ordinal) } },
        new("aulast-arguments", l => l.Tool == "aulast") { Accepts = (_, _, a) => a.ExitCode == 1 && a.Output.Length == 0 && HasUsage(a.Errors) },
        new("enriched-names", l => Departures.OfSearch(l) && l.Has("-gi", "--gid", "-ge", "--gid-effective", "-ga", "--gid-all")) { Logs = l => l.Name == "enriched", Accepts = (_, d, a) => d.ExitCode == 0 && a.ExitCode == 1 },
        new("swapped-ids", l => l.Has("-ui", "-ue")) { Accepts = (l, d, a) => Unknown(l, "-ui", d, a, "Effective user", "User") || Unknown(l, "-ue", d, a, "User", "Effective user") },
    ];

    /// <summary>The same words, and one line more.</summary>
    private static bool IsHint(CommandLine line, Answer debian, Answer ours)
    {
        var (theirs, own) = (Text(debian), Text(ours));
        return debian.ExitCode == ours.ExitCode && debian.ExitCode != 0 && debian.Output == ours.Output
            && own.StartsWith(theirs.TrimEnd('\n'), StringComparison.Ordinal)
            && Advice().IsMatch(own[theirs.TrimEnd('\n').Length..]);
    }

    /// <summary>Usage may have other words; it stands where Debian's stands, with the same code.</summary>
    private static bool IsUsage(CommandLine line, Answer debian, Answer ours) =>
        debian.ExitCode == ours.ExitCode && HasUsage(debian.Output) == HasUsage(ours.Output) && HasUsage(debian.Errors) == HasUsage(ours.Errors)
        && (HasUsage(debian.Output) || HasUsage(debian.Errors));

    private static bool HasUsage(string text) => Usage().IsMatch(text);

    private static bool Unknown(CommandLine line, string option, Answer debian, Answer ours, string theirs, string own) =>
        line.Has(option) && debian.ExitCode == ours.ExitCode
        && Text(debian).StartsWith(theirs + " ID is", StringComparison.Ordinal) && Text(ours).StartsWith(own + " ID is", StringComparison.Ordinal);

    private static string Text(Answer answer) => answer.Errors.Replace("Config file /etc/audit/auditd.conf doesn't exist, skipping", "", StringComparison.Ordinal).TrimStart('\n');

    [GeneratedRegex(@"^(Error extracting time stamp \(.*\)|au[a-z]+: [0-9]+ (malformed records skipped|NULs? passed over).*)\n", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Malformed();

    [GeneratedRegex(@"^\n?au[a-z]+: [^\n]+\n$", RegexOptions.None, 5000)]
    private static partial Regex Advice();

    [GeneratedRegex(@"^usage: au[a-z]+ ", RegexOptions.Multiline, 5000)]
    private static partial Regex Usage();
}
