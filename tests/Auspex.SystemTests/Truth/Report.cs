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

    /// <summary>How often a line is older than the one before.</summary>
    public int Unsorted { get; private set; }

    /// <summary>Reads the output of watch.</summary>
    public static Report Read(string path)
    {
        var report = new Report();
        var number = 0;
        var before = "";
        foreach (var line in File.ReadLines(path))
        {
            using var document = JsonDocument.Parse(line);
            report.Add(new ReportedStep(++number, document.RootElement.Clone()), line);
            var time = document.RootElement.GetProperty("time").GetString()!;
            if (string.CompareOrdinal(time, before) < 0) report.Unsorted++;
            before = time;
        }

        return report;
    }

    /// <summary>The life of this identity, or null.</summary>
    public ReportedLife? Find(string? id) => id is null ? null : byId.GetValueOrDefault(id);

    /// <summary>The process <paramref name="root"/> and all that descends from it, by what was reported.</summary>
    public IReadOnlySet<ReportedLife> DescendantsOf(int root)
    {
        var found = new HashSet<ReportedLife>();
        foreach (var life in Lives)
        {
            if (life.Pid == root || (Find(life.Steps[0].ParentId) is { } parent && found.Contains(parent))) found.Add(life);
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
            byId[step.Id] = life = new ReportedLife(step.Id, []);
            Lives.Add(life);
        }

        life.Steps.Add(step);
    }
}
