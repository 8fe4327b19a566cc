namespace Auspex.SystemTests.Truth;

/// <summary>Compares what was reported live with what the recorded files tell later.</summary>
internal static class ReplayComparison
{
    private const int AccountingMilliseconds = 1000;

    /// <summary>Compares all that descends from <paramref name="root"/>.</summary>
    public static Differences Compare(Report live, Report replay, int root)
    {
        var differences = new Differences();
        var liveLives = live.DescendantsOf(root).ToLookup(l => l.Pid);
        var replayLives = replay.DescendantsOf(root).ToLookup(l => l.Pid);
        foreach (var loss in replay.Losses) differences.Add("lost", loss);
        foreach (var pid in liveLives.Select(l => l.Key).Union(replayLives.Select(l => l.Key)))
        {
            var expected = liveLives[pid].ToList();
            var actual = replayLives[pid].ToList();
            if (expected.Count != actual.Count)
            {
                differences.Add("lives", $"pid {pid}: live {Story(expected)}, replayed {Story(actual)}");
                continue;
            }

            foreach (var (was, now) in expected.Zip(actual)) CompareLife(differences, was, now);
        }

        return differences;
    }

    private static string Story(IEnumerable<ReportedLife> lives) => $"({string.Join("; ", lives.Select(l => l.Story))})";

    private static void CompareLife(Differences differences, ReportedLife live, ReportedLife replay)
    {
        if (live.Story != replay.Story)
        {
            differences.Add("story", $"{live.Id}: live {live.Story}, replayed {replay.Story}");
            return;
        }

        foreach (var (was, now) in live.Steps.Zip(replay.Steps))
        {
            var what = $"{live.Id} {was.Event}";
            Compare(differences, "parent", what, was.ParentPid, now.ParentPid);
            Compare(differences, "inferred", what, was.IsInferred, now.IsInferred);
            foreach (var text in (ReadOnlySpan<string>)["comm", "exe", "cwd", "script", "tty"]) Compare(differences, text, what, was.Bytes(text), now.Bytes(text));
            foreach (var number in (ReadOnlySpan<string>)["auid", "uid", "euid", "ses"]) Compare(differences, number, what, was.Number(number), now.Number(number));
            Compare(differences, "arguments", what, string.Join(' ', was.Arguments), string.Join(' ', now.Arguments));
            Compare(differences, "deleted", what, was.IsDeleted, now.IsDeleted);
            if (was.Event == "exit") Compare(differences, "end", what, was.EndText, now.EndText);
            var bound = was.IsByAccountingOnly || now.IsByAccountingOnly ? AccountingMilliseconds : 0;
            differences.Check(Math.Abs(was.Milliseconds - now.Milliseconds) <= bound, "time",
                $"{what}: replayed {now.Milliseconds - was.Milliseconds} ms later, by {was.Sources} and {now.Sources}");
        }
    }

    private static void Compare<T>(Differences differences, string category, string what, T live, T replay) =>
        differences.Check(EqualityComparer<T>.Default.Equals(live, replay), category, $"{what}: live {live}, replayed {replay}");
}
