using Auspex.SystemTests.Support;

namespace Auspex.SystemTests.Same;

/// <summary>Reads the files of command lines in Same/testdata.</summary>
/// <remarks>
/// <code>
/// file    = { "#" comment | line | "@reports" name… | "@endings" { "/" words } }
/// </code>
/// <c>@endings</c> stands for a line of aureport with each report and each ending.
/// </remarks>
internal static class CommandFile
{
    private const string Reports = "@reports ";
    private const string Endings = "@endings ";

    /// <summary>The lines of a file, numbered.</summary>
    public static IReadOnlyList<CommandLine> Read(string name)
    {
        var texts = new List<string>();
        string[] reports = [];
        foreach (var line in File.ReadLines(Repository.PathOf("tests", "Auspex.SystemTests", "Same", "testdata", name)))
        {
            if (line.Length == 0 || line[0] == '#') continue;
            if (line.StartsWith(Reports, StringComparison.Ordinal))
                reports = line[Reports.Length..].Split(' ');
            else if (line.StartsWith(Endings, StringComparison.Ordinal))
                texts.AddRange(Combine(reports, line[Endings.Length..].Split('/')));
            else
                texts.Add(line);
        }

        return [.. texts.Select((t, i) => new CommandLine(i + 1, t))];
    }

    private static IEnumerable<string> Combine(string[] reports, string[] endings) =>
        from ending in endings
        from report in reports
        select $"aureport -if $LOG --{report} {ending.Trim()}".TrimEnd();
}
