namespace Auspex.SystemTests.Truth;

/// <summary>Compares what was reported with what happened, to the byte: nothing missing, nothing invented, nothing different.</summary>
internal sealed class TruthComparison
{
    /// <summary>The kernel's clock for records ticks every 4 to 10 ms.</summary>
    private const int ClockMilliseconds = 12;

    /// <summary>What only accounting tells is known to the second.</summary>
    private const int AccountingMilliseconds = 1000;

    /// <summary>docs/watch-json.md, Order.</summary>
    private const int LatenessMilliseconds = 2500;

    private readonly IReadOnlyList<TruthProcess> truth;
    private readonly Report report;
    private readonly int root;
    private readonly Differences differences = new();
    private readonly IReadOnlySet<ReportedLife> descendants;
    private readonly ILookup<int, ReportedLife> byPid;

    private TruthComparison(IReadOnlyList<TruthProcess> truth, Report report, int root)
    {
        this.truth = truth;
        this.report = report;
        this.root = root;
        descendants = report.DescendantsOf(root);
        byPid = report.Lives.ToLookup(l => l.Pid);
    }

    /// <summary>Compares.</summary>
    /// <param name="truth">Every process that descends from <paramref name="root"/>.</param>
    /// <param name="report">What watch said.</param>
    /// <param name="root">The pid of the load program itself, which the truth does not hold.</param>
    public static Differences Compare(IReadOnlyList<TruthProcess> truth, Report report, int root)
    {
        var comparison = new TruthComparison(truth, report, root);
        comparison.CompareNumbers();
        foreach (var sameNumber in truth.GroupBy(t => t.Pid)) comparison.ComparePid(sameNumber.Key, [.. sameNumber]);
        return comparison.differences;
    }

    /// <summary>Nothing invented, nothing lost.</summary>
    private void CompareNumbers()
    {
        foreach (var loss in report.Losses) differences.Add("lost", loss);
        differences.Check(report.Lateness <= LatenessMilliseconds, "order of time", $"a line is {report.Lateness} ms older than one before it");
        var pids = truth.Select(t => t.Pid).ToHashSet();
        var threads = truth.SelectMany(t => t.ThreadIds).Where(t => !pids.Contains(t)).ToHashSet();
        foreach (var life in descendants.Where(l => l.Pid != root && !pids.Contains(l.Pid)))
        {
            var category = threads.Contains(life.Pid) ? "thread taken for a process" : "invented";
            differences.Add(category, $"{life.Id} {life.Story}: {life.Steps[0].Json}");
        }
    }

    private void ComparePid(int pid, IReadOnlyList<TruthProcess> expected)
    {
        var lives = byPid[pid].Where(descendants.Contains).ToList();
        if (lives.Count < expected.Count) lives = [.. byPid[pid].Where(l => descendants.Contains(l) || expected.Any(e => Overlaps(e, l)))];
        if (lives.Count != expected.Count)
        {
            differences.Add(lives.Count < expected.Count ? "missing" : "invented",
                $"pid {pid}: {expected.Count} lives ({string.Join("; ", expected)}), reported {lives.Count} ({string.Join("; ", lives.Select(l => l.Story))})");
            return;
        }

        lives = Match(expected, lives);
        for (var i = 0; i < lives.Count; i++) CompareLife(expected[i], lives[i]);
    }

    /// <summary>Lives of one pid come in their order; where they are right but for that, only the order is told as wrong.</summary>
    private List<ReportedLife> Match(IReadOnlyList<TruthProcess> expected, List<ReportedLife> lives)
    {
        var left = lives.ToList();
        var matched = new List<ReportedLife>();
        foreach (var process in expected)
        {
            var index = left.FindIndex(l => IsLike(process, l));
            if (index < 0) return lives;
            matched.Add(left[index]);
            left.RemoveAt(index);
        }

        differences.Check(matched.SequenceEqual(lives), "order of lives", $"pid {expected[0].Pid}: {string.Join("; ", expected)}, reported by {string.Join(", ", lives.Select(l => l.Fork?.ParentPid))}");
        return matched;
    }

    private static bool IsLike(TruthProcess process, ReportedLife life) =>
        life.Fork?.ParentPid == process.ParentPid && life.Execs.Count == process.Execs.Count && (process.End is null || life.Exit?.EndText == process.End.ToString());

    private static bool Overlaps(TruthProcess process, ReportedLife life) =>
        life.Steps[0].Milliseconds >= Milliseconds(process.StartNanoseconds) - ClockMilliseconds
        && life.Steps[0].Milliseconds <= Milliseconds(process.EndNanoseconds) + ClockMilliseconds;

    private void CompareLife(TruthProcess process, ReportedLife life)
    {
        var story = string.Join(' ', ["fork", .. process.Execs.Select(_ => "exec"), "exit"]);
        differences.Check(life.Story == story, "story", $"{process}: {story}, reported {life.Story}");
        if (life.Fork is { } fork) CompareBirth(process, fork);
        if (life.Execs.Count == process.Execs.Count)
        {
            for (var i = 0; i < process.Execs.Count; i++) CompareExec(process, process.Execs[i], life.Execs[i]);
        }

        if (life.Exit is { } exit) CompareEnd(process, exit);
    }

    private void CompareBirth(TruthProcess process, ReportedStep fork)
    {
        differences.Check(fork.ParentPid == process.ParentPid, "parent", $"{process}: reported {fork.ParentPid}");
        differences.Check(!fork.IsInferred, "inferred", $"{process}: birth not seen, by {fork.Sources}");
        var time = fork.Milliseconds - Milliseconds(process.StartNanoseconds);
        differences.Check(time >= -ClockMilliseconds && fork.Milliseconds <= Milliseconds(process.EndNanoseconds) + ClockMilliseconds,
            "time of birth", $"{process}: {time} ms after the call, in a life of {Milliseconds(process.EndNanoseconds - process.StartNanoseconds)} ms");

        // The parent's birth comes before the child's, and under the parent's identity.
        var parent = report.Find(fork.ParentId);
        differences.Check(parent is not null && parent.Pid == fork.ParentPid && parent.Steps[0].Line < fork.Line,
            "parent's identity", $"{process}: {fork.ParentId}, born in line {parent?.Steps[0].Line} before line {fork.Line}");
    }

    private void CompareExec(TruthProcess process, TruthExec expected, ReportedStep exec)
    {
        differences.Check(exec.Bytes("exe") == expected.Exe, "image", $"{process}: {Bytes.Show(expected.Exe)}, reported {Bytes.Show(exec.Bytes("exe"))}");
        differences.Check(exec.Arguments.SequenceEqual(expected.Arguments, StringComparer.Ordinal) && !exec.IsCut,
            "arguments", $"{process}: {Bytes.Show(expected.Arguments)}\n    reported {Bytes.Show(exec.Arguments)}{(exec.IsCut ? " (cut)" : "")}");
        differences.Check(exec.Bytes("cwd") == expected.Cwd, "working directory", $"{process}: {Bytes.Show(expected.Cwd)}, reported {Bytes.Show(exec.Bytes("cwd"))}");
        differences.Check(exec.Bytes("script") == expected.Script, "script", $"{process}: {Bytes.Show(expected.Script)}, reported {Bytes.Show(exec.Bytes("script"))}");
        differences.Check(exec.IsDeleted == expected.IsDeleted, "deleted image", $"{process}: {expected.IsDeleted}, reported {exec.IsDeleted} for {Bytes.Show(expected.Exe)}");
    }

    private void CompareEnd(TruthProcess process, ReportedStep exit)
    {
        if (process.End is { } end)
            differences.Check(exit.EndText == end.ToString(), process.End.Code is null ? "signal" : "code", $"{process}: {end}, reported {exit.EndText} by {exit.Sources}");
        if (process.Comm is { } comm)
            differences.Check(exit.Bytes("comm") == comm, "name", $"{process}: {Bytes.Show(comm)}, reported {Bytes.Show(exit.Bytes("comm"))}");
        if (process.Uid is { } uid)
            differences.Check(exit.Number("uid") == (int)uid, "uid", $"{process}: {uid}, reported {exit.Number("uid")} by {exit.Sources}");
        var latest = Milliseconds(process.EndNanoseconds) + (exit.IsByAccountingOnly ? AccountingMilliseconds : ClockMilliseconds);
        differences.Check(exit.Milliseconds >= Milliseconds(process.StartNanoseconds) - ClockMilliseconds && exit.Milliseconds <= latest,
            "time of death", $"{process}: {exit.Milliseconds - Milliseconds(process.EndNanoseconds)} ms after its end was seen, by {exit.Sources}");
    }

    private static long Milliseconds(long nanoseconds) => nanoseconds / 1_000_000;
}
