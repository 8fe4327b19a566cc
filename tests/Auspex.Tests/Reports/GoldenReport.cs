using Auspex.Reports;
using Auspex.Tests.Interpretation;

namespace Auspex.Tests.Reports;

/// <summary>One file of what aureport 4.2.2 printed for the synthetic log: stdout, then <c>rc=EXIT</c>, then stderr.</summary>
internal sealed class GoldenReport
{
    private static readonly (string Name, ReportKind Kind)[] Names =
    [
        ("anomaly", ReportKind.Anomaly), ("auth", ReportKind.Auth), ("avc", ReportKind.Avc), ("comm", ReportKind.Command),
        ("config", ReportKind.Config), ("crypto", ReportKind.Crypto), ("event", ReportKind.Event), ("executable", ReportKind.Executable),
        ("file", ReportKind.File), ("host", ReportKind.Host), ("integrity", ReportKind.Integrity), ("key", ReportKind.Key),
        ("login", ReportKind.Login), ("mac", ReportKind.Mac), ("mods", ReportKind.Mods), ("pid", ReportKind.Pid),
        ("response", ReportKind.Response), ("syscall", ReportKind.Syscall), ("terminal", ReportKind.Terminal), ("tty", ReportKind.Tty),
        ("user", ReportKind.User), ("virt", ReportKind.Virt),
    ];

    private GoldenReport(string name, ReportQuery query)
    {
        Name = name;
        Query = query;
    }

    /// <summary>The file's name between <c>aureport-</c> and <c>.out</c>.</summary>
    public string Name { get; }

    /// <summary>The report.</summary>
    public ReportQuery Query { get; }

    /// <summary>All that are made of events.</summary>
    public static IReadOnlyList<GoldenReport> All { get; } = [.. Make()];

    /// <summary>What it printed on standard output.</summary>
    public string Output
    {
        get
        {
            var whole = File.ReadAllText(Shared.Path($"data/golden/4.2.2/aureport-{Name}.out"), System.Text.Encoding.Latin1);
            var end = whole.LastIndexOf("rc=", StringComparison.Ordinal);
            if (end >= 0) return whole[..end];
            const string message = "sockaddr len too short\n"; // two files have no such line, and standard error comes first
            return whole.StartsWith(message, StringComparison.Ordinal) ? whole[message.Length..] : whole;
        }
    }

    private static IEnumerable<GoldenReport> Make()
    {
        foreach (var isInterpreted in (bool[])[false, true])
        {
            var suffix = isInterpreted ? "-i" : "";
            foreach (var (name, kind) in Names)
            {
                var query = new ReportQuery { Kind = kind, IsInterpreted = isInterpreted };
                yield return new GoldenReport(name + suffix, query);
                if (kind != ReportKind.Tty) yield return new GoldenReport(name + "-summary" + suffix, query with { IsSummary = true });
            }

            yield return new GoldenReport("summary" + suffix, new ReportQuery { IsInterpreted = isInterpreted });
        }

        yield return new GoldenReport("failed", new ReportQuery { Outcome = ReportOutcome.Failed });
        yield return new GoldenReport("event-success", new ReportQuery { Kind = ReportKind.Event, Outcome = ReportOutcome.Success });
    }
}
