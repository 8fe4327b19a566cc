using System.Globalization;
using Auspex.Search.Criteria;
using Auspex.Search.Expressions;
using Auspex.Tests.Interpretation;
using Auspex.Tests.Support;

namespace Auspex.Tests.Search.Expressions;

/// <summary>testdata/search/expressions.txt: what Debian's libauparse finds, we find.</summary>
public sealed class ExpressionGoldenTests
{
    /// <summary>Where we find more, or refuse. The names stand in docs/differences.md.</summary>
    private static readonly Dictionary<string, string?> Different = new(StringComparer.Ordinal)
    {
        ["key i= k2"] = "103", // docs/differences.md, expression-keys
        ["auid == alice"] = null, // docs/differences.md, expression-errors
        ["auid == root"] = null,
        ["\\record_type r= SYSCALL"] = null,
        ["\\timestamp r= x"] = null,
    };

    /// <summary>Types that 3.0.9 does not know: it takes each of their records for an event of type -1.</summary>
    private static readonly Dictionary<string, (string Theirs, string Ours)> Younger = new(StringComparer.Ordinal)
    {
        ["!(key r= \"\")"] = (" 173 173 173 174 ", " 173 174 "), // LANDLOCK_ACCESS, LANDLOCK_DOMAIN
        ["\\record_type < 1200"] = (" 173 173 174 ", " "), // and DM_CTRL
        ["\\record_type >= AVC && \\record_type < 1500"] = ("148", "148 173"),
    };

    [Fact]
    public void Every_expression_finds_what_the_library_finds()
    {
        var path = Path.GetFullPath(Path.Combine(TestFiles.Root, "../shared/data/golden/logs/synthetic.log"));
        Assert.SkipUnless(File.Exists(path), $"SKIPPED: no {path}");
        var log = File.ReadAllText(path);
        var failures = new List<string>();
        var count = 0;
        foreach (var line in File.ReadLines(TestFiles.Data("search/expressions.txt")))
        {
            if (line.StartsWith('#')) continue;
            var (text, serials) = (line.Split('\t')[0], line.Split('\t')[1]);
            if (Different.TryGetValue(text, out var ours)) serials = ours;
            if (Younger.TryGetValue(text, out var change)) serials = serials!.Replace(change.Theirs, change.Ours, StringComparison.Ordinal);
            var found = Find(log, text);
            if (found != serials) failures.Add($"{text}\n  theirs {serials}\n  ours   {found}");
            count++;
        }

        Assert.True(failures.Count == 0, string.Join('\n', failures));
        Assert.True(count > 75);
    }

    private static string? Find(string log, string text)
    {
        if (!Expression.TryParse(text, out var expression, out _)) return null;
        var matcher = new EventMatcher(new SearchCriteria { Expression = expression }, new FixedNames());
        var serials = Logs.Select(log, e => matcher.Matches(e) ? e.Stamp.Serial : 0).Where(s => s != 0);
        var line = string.Join(' ', serials.Select(s => s.ToString(CultureInfo.InvariantCulture)));
        return line.Length == 0 ? "-" : line;
    }
}
