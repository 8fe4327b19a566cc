using System.Text.RegularExpressions;

namespace Auspex.SystemTests.Same;

/// <summary>Departures of aureport.</summary>
internal static partial class ReportDepartures
{
    /// <summary>In the order in which they are tried.</summary>
    public static readonly IReadOnlyList<Departure> All =
    [
        new("dropped-events", Departures.OfReport) { Events = e => MissingFields.In(e) || HasShortAddress(e) || e.Matches("type=SYSCALL .* key=$") },
        new("no-number", Departures.Any) { Events = e => e.Matches(@"auid=\?") },
        new("range-start", l => Departures.OfReport(l) && l.Has("-ts", "--start")) { Rewrite = (_, a) => a with { Output = RangeStart().Replace(a.Output, "-") } },
        // Only where times go back, or files end within an event; elsewhere both tell the same.
        new("log-range", l => Departures.OfReport(l) && l.Has("-t", "--log")) { Logs = HasFallingTimes, Rewrite = (_, a) => a with { Output = LogRange().Replace(a.Output, ": range") } },
        new("report-escape", Departures.OfReport) { Rewrite = (_, a) => a with { Output = Control().Replace(a.Output, "?") } },
        new("parent-only", l => Departures.OfReport(l) && l.Has("-f", "--file")) { Events = e => e.HasType("PATH") && !e.Matches(@"nametype=(?!PARENT)\S") },
        new("unknown-type", l => Departures.OfReport(l) && l.Has("--summary")) { Events = e => e.Types[0].StartsWith("UNKNOWN", StringComparison.Ordinal) || e.HasType("BOGUS") },
        new("unknown-machine", l => Departures.OfReport(l) && l.Has("-i")) { Events = e => e.Matches("arch=c00000ff ") },
        new("report-debug", l => Departures.OfReport(l) && l.Has("--debug")) { Rewrite = (_, a) => a with { Errors = "" } },
        new("report-help", l => Departures.OfReport(l) && l.Has("--help")) { Accepts = (_, d, a) => d.ExitCode == a.ExitCode && a.Output.StartsWith(d.Output, StringComparison.Ordinal) },
    ];

    private static bool HasShortAddress(EventText text) => text.Matches("saddr=(02[0-9A-F]{0,29}|0A[0-9A-F]{0,53})$");

    private static bool HasFallingTimes(TestLog log) => log.Configuration is not null || log.Name is "live-enriched" or "odd-lines" or "live-raw" or "clock-back" or "blocked" or "nodes-apart" or "out-of-order" or "second-borders" or "late-records" or "audit-rhel7.log" or "out_of_order.log";

    [GeneratedRegex("(?<=^Range of time in logs: ).*? -", RegexOptions.Multiline, 5000)]
    private static partial Regex RangeStart();

    [GeneratedRegex(@": (no records|[^ ]+ [0-9:.]+ - [^ ]+ [0-9:.]+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex LogRange();

    [GeneratedRegex(@"[\x01-\x09\x0b-\x1f]|\\0[0-3][0-7]", RegexOptions.None, 5000)]
    private static partial Regex Control();
}
