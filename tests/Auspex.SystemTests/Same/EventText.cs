using System.Text;
using System.Text.RegularExpressions;

namespace Auspex.SystemTests.Same;

/// <summary>The lines of a log that bear one stamp and node, as the harness sees them: by simple means, and not by the code under test.</summary>
/// <param name="Lines">In their order. Lines without a stamp are an event each.</param>
internal sealed partial record EventText(IReadOnlyList<string> Lines)
{
    /// <summary>All lines.</summary>
    public string Text { get; } = string.Join('\n', Lines);

    /// <summary>The types of its records, by name.</summary>
    public IReadOnlyList<string> Types { get; } = [.. Lines.Select(l => Type().Match(l).Groups["type"].Value)];

    /// <summary>True when one of its records is of <paramref name="type"/>.</summary>
    public bool HasType(string type) => Types.Contains(type, StringComparer.Ordinal);

    /// <summary>True when <paramref name="pattern"/> occurs in a line.</summary>
    public bool Matches(string pattern) => Regex.IsMatch(Text, pattern, RegexOptions.Multiline, TimeSpan.FromSeconds(5));

    /// <summary>The events of a log in the order of their first lines.</summary>
    public static IReadOnlyList<EventText> ReadAll(string path)
    {
        var events = new List<List<string>>();
        var open = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var line in Encoding.Latin1.GetString(File.ReadAllBytes(path)).Split('\n'))
        {
            var match = Stamp().Match(line);
            var stamp = match.Success ? $"{match.Groups["node"].Value} {match.Groups["stamp"].Value}" : "";
            if (stamp.Length > 0 && open.TryGetValue(stamp, out var lines))
            {
                lines.Add(line);
                continue;
            }

            events.Add([line]);
            if (stamp.Length > 0) open[stamp] = events[^1];
        }

        return [.. events.Select(e => new EventText(e))];
    }

    /// <summary>Writes the log at <paramref name="path"/> without the lines of some events.</summary>
    public static void WriteWithout(string path, IEnumerable<EventText> events, string target)
    {
        var without = events.SelectMany(e => e.Lines).ToHashSet(StringComparer.Ordinal);
        var lines = Encoding.Latin1.GetString(File.ReadAllBytes(path)).Split('\n');
        File.WriteAllBytes(target, Encoding.Latin1.GetBytes(string.Join('\n', lines.Where(l => l.Length == 0 || !without.Contains(l)))));
    }

    [GeneratedRegex(@"^ *(?:node=[^ ]* )?type=(?<type>[^ ]+)", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Type();

    [GeneratedRegex(@"^ *(?:node=(?<node>[^ ]*) )?type=[^ ]* *msg=audit\((?<stamp>[^)]*)\)", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Stamp();
}
