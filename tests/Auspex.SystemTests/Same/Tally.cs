using System.Globalization;
using System.Text;
using Auspex.SystemTests.Support;

namespace Auspex.SystemTests.Same;

/// <summary>Sums verdicts up, for the test's output and for artifacts/same.</summary>
internal static class Tally
{
    private const int MostShown = 25;

    /// <summary>Says what came of a run, writes every failure to artifacts/same/NAME.txt, and fails the test when there is one.</summary>
    public static void Report(string name, IReadOnlyList<Verdict> verdicts)
    {
        var failing = verdicts.Where(v => v.IsFailing).ToList();
        var text = Summary(name, verdicts);
        TestContext.Current.TestOutputHelper?.WriteLine(text);
        var folder = Directory.CreateDirectory(Repository.PathOf("artifacts", "same")).FullName;
        var told = failing.ConvertAll(v => v.Tell());
        File.WriteAllText(Path.Combine(folder, name + ".txt"), text + string.Join('\n', told), Encoding.Latin1);
        Assert.True(failing.Count == 0, $"{text}\n{string.Join('\n', told.Take(MostShown))}\nall of them: artifacts/same/{name}.txt");
    }

    private static string Summary(string name, IReadOnlyList<Verdict> verdicts)
    {
        var text = new StringBuilder();
        var (lines, logs) = (verdicts.DistinctBy(v => v.Line).Count(), verdicts.DistinctBy(v => v.Log.Name, StringComparer.Ordinal).Count());
        text.Append(CultureInfo.InvariantCulture, $"{name}: {lines} command lines x {logs} logs = {verdicts.Count}: ");
        text.Append(CultureInfo.InvariantCulture, $"{verdicts.Count(v => v.IsIdentical)} identical, ");
        text.Append(CultureInfo.InvariantCulture, $"{verdicts.Count(v => v is { IsIdentical: false, IsFailing: false })} listed, {verdicts.Count(v => v.IsFailing)} failing\n");
        foreach (var (departure, count) in verdicts.SelectMany(v => v.Names ?? []).CountBy(n => n, StringComparer.Ordinal).OrderByDescending(n => n.Value))
            text.Append(CultureInfo.InvariantCulture, $"  listed {departure}: {count}\n");
        foreach (var log in verdicts.GroupBy(v => v.Log.Name, StringComparer.Ordinal).Where(g => g.Any(v => v.IsFailing)))
            text.Append(CultureInfo.InvariantCulture, $"  failing on {log.Key}: {log.Count(v => v.IsFailing)} of {log.Count()}\n");
        return text.ToString();
    }
}
