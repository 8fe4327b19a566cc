namespace Auspex.SystemTests.Truth;

/// <summary>Compares what was reported live with what the recorded files tell later.</summary>
/// <remarks>
/// What is in neither file cannot be told: the signal that ended a process whose leading thread had ended before it (the kernel's
/// process connector tells it live), whether an image whose path ends in " (deleted)" is called so or was removed, and what the root had
/// from before the recording.
/// </remarks>
internal static class ReplayComparison
{
    private const int AccountingMilliseconds = 1000;

    private static readonly string LooksRemoved = Bytes.Hex(" (deleted)");

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
            if (pid == root) continue;
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
            if (!now.IsByAccountingOnly) Compare(differences, "inferred", what, was.IsInferred, now.IsInferred);
            var isAmbiguous = was.Bytes("exe") is { } exe && exe.EndsWith(LooksRemoved, StringComparison.Ordinal);
            if (!isAmbiguous) Compare(differences, "image", what, was.Bytes("exe"), now.Bytes("exe"));
            if (!isAmbiguous) Compare(differences, "deleted", what, was.IsDeleted, now.IsDeleted);
            foreach (var text in (ReadOnlySpan<string>)["comm", "cwd", "script", "tty"]) Compare(differences, text, what, was.Bytes(text), now.Bytes(text));
            foreach (var number in (ReadOnlySpan<string>)["auid", "uid", "euid", "ses"]) Compare(differences, number, what, was.Number(number), now.Number(number));
            Compare(differences, "arguments", what, string.Join(' ', was.Arguments), string.Join(' ', now.Arguments));
            if (was.Event == "exit" && !IsSignalOfConnector(was, now)) Compare(differences, "end", what, was.EndText, now.EndText);
            var bound = was.IsByAccountingOnly || now.IsByAccountingOnly ? AccountingMilliseconds : 0;
            differences.Check(Math.Abs(was.Milliseconds - now.Milliseconds) <= bound, "time",
                $"{what}: replayed {now.Milliseconds - was.Milliseconds} ms later, by {was.Sources} and {now.Sources}");
        }
    }

    private static bool IsSignalOfConnector(ReportedStep was, ReportedStep now) =>
        was.Sources.Contains("proc", StringComparison.Ordinal) && was.Number("signal") is not null
        && now.Json.GetProperty("end").GetString() == "signal" && now.Number("signal") is null;

    private static void Compare<T>(Differences differences, string category, string what, T live, T replay) =>
        differences.Check(EqualityComparer<T>.Default.Equals(live, replay), category, $"{what}: live {live}, replayed {replay}");
}
