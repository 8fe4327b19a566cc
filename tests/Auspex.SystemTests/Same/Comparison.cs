using System.Text.RegularExpressions;
using Auspex.SystemTests.Support;

namespace Auspex.SystemTests.Same;

/// <summary>Asks both tool sets the same, and explains each difference by named departures, or not at all.</summary>
/// <param name="debian">What to match.</param>
/// <param name="ours">What is under test.</param>
/// <param name="departures">What may differ.</param>
internal sealed partial class Comparison(ToolSet debian, ToolSet ours, IReadOnlyList<Departure> departures)
{
    private const int Retries = 2;

    /// <summary>Names for each difference the one departure that explains it, where one does, which takes a run for each; else all that touch the log.</summary>
    public bool IsPrecise { get; init; }

    /// <summary>One verdict for each line whose tools both have.</summary>
    public IReadOnlyList<Verdict> Compare(TestLog log, IReadOnlyList<CommandLine> lines)
    {
        var asked = lines.Where(l => l.ToolNames.All(t => debian.Tools.Contains(t) && ours.Tools.Contains(t))).ToList();
        var verdicts = Ask(log, asked).ToDictionary(v => v.Line);
        for (var i = 0; i < Retries; i++) Replace(verdicts, Ask(log, Different(verdicts).Where(l => l.IsAboutNow)));
        Explain(log, verdicts);
        return [.. asked.Select(l => verdicts[l])];
    }

    private static List<CommandLine> Different(Dictionary<CommandLine, Verdict> verdicts) => [.. verdicts.Values.Where(v => v.IsFailing).Select(v => v.Line)];

    private static void Replace(Dictionary<CommandLine, Verdict> verdicts, IEnumerable<Verdict> better)
    {
        foreach (var verdict in better.ToList()) verdicts[verdict.Line] = verdict;
    }

    private IEnumerable<Verdict> Ask(TestLog log, IEnumerable<CommandLine> lines)
    {
        var asked = lines.ToList();
        if (asked.Count == 0) return [];
        var theirs = Batch.Run(debian, log, asked);
        var own = Batch.Run(ours, log, asked);
        return asked.Select((l, i) => new Verdict(log, l, theirs[i], own[i], AreSame(l, theirs[i], own[i]) ? [] : null));
    }

    /// <summary>
    /// Standard error is the answer where a program says why it found nothing or did nothing. What it remarks beside an answer is not.
    /// </summary>
    private static bool AreSame(CommandLine line, Answer debian, Answer ours)
    {
        if (debian.ExitCode != ours.ExitCode || AtOneTime(line, debian.Output) != AtOneTime(line, ours.Output)) return false;
        return debian.ExitCode == 0 || line.IsPipeline || WithoutRemarks(debian.Errors) == WithoutRemarks(ours.Errors);
    }

    /// <summary>Where a report begins "recently" is another second in the next run; other lines compare how it is written.</summary>
    private static string AtOneTime(CommandLine line, string output) => line.IsAboutNow ? Selected().Replace(output, "Selected time for report: then") : output;

    [GeneratedRegex("Selected time for report: [^ ]+ [0-9:]+", RegexOptions.None, 5000)]
    private static partial Regex Selected();

    /// <summary>Debian's tools say, and say twice, that there is no configuration, on machines where there is none.</summary>
    private static string WithoutRemarks(string errors) =>
        errors.Replace("Config file /etc/audit/auditd.conf doesn't exist, skipping", "", StringComparison.Ordinal).TrimStart('\n');

    private void Explain(TestLog log, Dictionary<CommandLine, Verdict> verdicts)
    {
        var possible = departures.Where(d => d.Logs(log)).ToList();
        foreach (var departure in possible.Where(d => IsPrecise || d.Events is null)) ExplainBy(log, verdicts, [departure]);
        ExplainBy(log, verdicts, possible);
    }

    /// <summary>Takes the events of the departures out of the log and asks again, then rewrites what differs still.</summary>
    private void ExplainBy(TestLog log, Dictionary<CommandLine, Verdict> verdicts, List<Departure> by)
    {
        var lines = Different(verdicts).Where(l => by.Any(d => d.Concerns(l))).ToList();
        if (lines.Count == 0) return;
        var events = log.Configuration is null ? EventText.ReadAll(log.Path) : [];
        foreach (var group in lines.GroupBy(l => string.Join(' ', by.Where(d => d.Concerns(l)).Select(d => d.Name)), StringComparer.Ordinal))
        {
            var concerned = by.Where(d => d.Concerns(group.First())).ToList();
            var touched = concerned.Where(d => d.Events is not null && events.Any(d.Events)).ToList();
            using var folder = new TemporaryFolder();
            var cleaned = log;
            if (touched.Count > 0)
            {
                cleaned = log.With(folder.PathOf(System.IO.Path.GetFileName(log.Path)));
                EventText.WriteWithout(log.Path, events.Where(e => touched.Exists(d => d.Events!(e))), cleaned.Path);
            }

            var answers = touched.Count > 0 ? Ask(cleaned, group) : group.Select(l => verdicts[l]);
            Replace(verdicts, answers.Select(v => Judge(v, verdicts[v.Line], concerned, touched)));
        }
    }

    private static Verdict Judge(Verdict verdict, Verdict first, List<Departure> concerned, List<Departure> touched)
    {
        var (line, theirs, own) = (verdict.Line, verdict.Debian, verdict.Ours);
        var names = touched.ConvertAll(d => d.Name);
        foreach (var departure in concerned)
        {
            if (AreSame(line, theirs, own)) break;
            var before = (theirs, own);
            if (departure.Rewrite is { } rewrite) (theirs, own) = (rewrite(line, theirs), rewrite(line, own));
            if (departure.Accepts is { } accepts && accepts(line, theirs, own)) own = theirs;
            if (before != (theirs, own)) names.Add(departure.Name);
        }

        return first with { Names = AreSame(line, theirs, own) && names.Count > 0 ? names : null, Rest = (theirs, own) };
    }
}
