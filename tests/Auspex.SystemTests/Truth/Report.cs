using System.Text.Json;

namespace Auspex.SystemTests.Truth;

/// <summary>What <c>auspex watch --json</c> reported: the lives of processes, and losses.</summary>
internal sealed class Report
{
    private readonly Dictionary<string, ReportedLife> byId = new(StringComparer.Ordinal);

    private Report()
    {
    }

    /// <summary>In the order in which they were first heard of.</summary>
    public List<ReportedLife> Lives { get; } = [];

    /// <summary>The lines that tell of losses.</summary>
    public List<string> Losses { get; } = [];

    /// <summary>How much older than a line before it a line is, at most, in milliseconds.</summary>
    public long Lateness { get; private set; }

    /// <summary>Reads the output of watch.</summary>
    public static Report Read(string path)
    {
        var report = new Report();
        var number = 0;
        var newest = 0L;
        foreach (var line in File.ReadLines(path))
        {
            using var document = JsonDocument.Parse(line);
            var step = new ReportedStep(++number, document.RootElement.Clone());
            report.Add(step, line);
            newest = Math.Max(newest, step.Milliseconds);
            report.Lateness = Math.Max(report.Lateness, newest - step.Milliseconds);
        }

        return report;
    }

    /// <summary>The life of this identity, or null.</summary>
    public ReportedLife? Find(string? id) => id is null ? null : byId.GetValueOrDefault(id);

    /// <summary>The process <paramref name="root"/> and all that descends from it, by what was reported, in whatever order.</summary>
    public IReadOnlySet<ReportedLife> DescendantsOf(int root)
    {
        var children = Lives.Where(l => Find(l.Steps[0].ParentId) is not null).ToLookup(l => Find(l.Steps[0].ParentId)!);
        var found = new HashSet<ReportedLife>();
        var open = new Stack<ReportedLife>(Lives.Where(l => l.Pid == root));
        while (open.TryPop(out var life))
        {
            if (!found.Add(life)) continue;
            foreach (var child in children[life]) open.Push(child);
        }

        return found;
    }

    private void Add(ReportedStep step, string line)
    {
        if (step.Event == "lost")
        {
            Losses.Add(line);
            return;
        }

        if (!byId.TryGetValue(step.Id, out var life))
        {
            byId[step.Id] = life = new ReportedLife(step.Id);
            Lives.Add(life);
        }

        life.Steps.Add(step);
    }
}
