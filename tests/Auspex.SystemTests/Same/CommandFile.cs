using Auspex.SystemTests.Support;

namespace Auspex.SystemTests.Same;

/// <summary>Reads the files of command lines in Same/testdata.</summary>
/// <remarks>
/// <code>
/// file    = { "#" comment | line | "@reports" name… | "@endings" { "/" words } | "@wrong" }
/// </code>
/// <c>@endings</c> stands for a line of aureport with each report and each ending; from <c>@wrong</c> on, lines are about words alone.
/// </remarks>
internal static class CommandFile
{
    private const string Reports = "@reports ";
    private const string Endings = "@endings ";
    private const string Wrong = "@wrong";

    /// <summary>The lines of some files, numbered.</summary>
    public static IReadOnlyList<CommandLine> ReadAll(params IEnumerable<string> names) => [.. names.SelectMany(Read).Select((l, i) => l with { Number = i + 1 })];

    private static List<CommandLine> Read(string name)
    {
        var lines = new List<CommandLine>();
        string[] reports = [];
        var isWrong = false;
        foreach (var line in File.ReadLines(Repository.PathOf("tests", "Auspex.SystemTests", "Same", "testdata", name)))
        {
            if (line.Length == 0 || line[0] == '#') continue;
            if (line.StartsWith(Reports, StringComparison.Ordinal))
                reports = line[Reports.Length..].Split(' ');
            else if (line.StartsWith(Endings, StringComparison.Ordinal))
                lines.AddRange(Combine(reports, line[Endings.Length..].Split('/')).Select(t => new CommandLine(0, t)));
            else if (line == Wrong)
                isWrong = true;
            else
                lines.Add(new CommandLine(0, line) { IsWrong = isWrong });
        }

        return lines;
    }

    private static IEnumerable<string> Combine(string[] reports, string[] endings) =>
        from ending in endings
        from report in reports
        select $"aureport -if $LOG --{report} {ending.Trim()}".TrimEnd();
}
