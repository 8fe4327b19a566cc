using System.Text;
using System.Text.RegularExpressions;
using Auspex.Reports;
using Auspex.Tests.Interpretation;
using Auspex.Tests.Support;

namespace Auspex.Tests.Reports;

/// <summary>Where our reports over the whole synthetic log differ from what 4.2.2 printed: every line of it, by name.</summary>
/// <remarks>dropped-events: the rows that it leaves out. enriched-names: users called by the name that the record carries.</remarks>
public sealed partial class DepartureTests
{
    private static string File => Path.Combine(Shared.Root, "tests/Auspex.Tests/testdata/reports/departures.txt");

    [Fact]
    public void Every_line_that_differs_is_listed()
    {
        var text = new StringBuilder("# aureport 4.2.2 (-) against Auspex (+) over the synthetic log, report by report; rows without their numbers.\n");
        foreach (var golden in GoldenReport.All)
        {
            var differences = Differences(golden.Output, Reporting.Text(SyntheticLog.Whole, golden.Query)).ToList();
            if (differences.Count > 0) text.Append('\n').Append(golden.Name).Append('\n').AppendJoin('\n', differences).Append('\n');
        }

        Golden.Check(File, text.ToString());
    }

    [Fact]
    public void What_is_listed_concerns_events_that_the_reference_drops_or_names_that_it_ignores()
    {
        var report = "";
        foreach (var line in System.IO.File.ReadLines(File))
        {
            if (line.Length == 0 || line[0] == '#') continue;
            if (line[0] is not ('+' or '-')) report = line;
            else if (!report.Contains("summary", StringComparison.Ordinal) && report != "failed") CheckRow(report, line);
        }
    }

    [Fact]
    public void AppArmor_denials_are_reported()
    {
        var report = Reporting.Text(SyntheticLog.Whole, new ReportQuery { Kind = ReportKind.Avc });
        Assert.Contains("2. 11/14/23 22:14:01 foo /usr/sbin/foo 0 file r /etc/x denied 140\n", report, StringComparison.Ordinal);
    }

    private static void CheckRow(string report, string line)
    {
        var kind = GoldenReport.All.Single(g => g.Name == report).Query.Kind;
        var isDropped = line[0] == '+' && SyntheticLog.Dropped(kind).Any(s => Regex.IsMatch(line, $@" {s}( |$)", RegexOptions.None, TimeSpan.FromSeconds(1)));
        var isNamed = report.EndsWith("-i", StringComparison.Ordinal)
            && (line.Contains(line[0] == '+' ? " alice" : " unknown(4000)", StringComparison.Ordinal));
        Assert.True(isDropped || isNamed, $"{report}: {line}");
    }

    /// <summary>What is in one only, each line as often as it is.</summary>
    private static IEnumerable<string> Differences(string theirs, string ours)
    {
        var left = Lines(theirs);
        var right = Lines(ours);
        foreach (var line in left.ToList())
        {
            if (right.Remove(line)) left.Remove(line);
        }

        return left.Select(l => "- " + l).Concat(right.Select(l => "+ " + l));
    }

    private static List<string> Lines(string text) => [.. text.Split('\n').Select(l => RowNumber().Replace(l, ""))];

    [GeneratedRegex(@"^\d+\. ", RegexOptions.None, 1000)]
    private static partial Regex RowNumber();
}
