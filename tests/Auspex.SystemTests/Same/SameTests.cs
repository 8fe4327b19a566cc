using System.Collections.Concurrent;
using Auspex.SystemTests.Kernel;
using Auspex.SystemTests.Same.Capture;
using Auspex.SystemTests.Same.Logs;
using Auspex.SystemTests.Support;

namespace Auspex.SystemTests.Same;

/// <summary>Debian's tools and ours, asked the same about the same logs, give the same bytes; where not, the departure has a name.</summary>
[Collection(KernelCollection.Name)]
public sealed class SameTests : IDisposable
{
    /// <summary>AUSPEX_SAME=all asks everything of every log, which takes minutes.</summary>
    private static readonly int Share = Environment.GetEnvironmentVariable("AUSPEX_SAME") == "all" ? 1 : 6;

    /// <summary>Logs that are asked everything always.</summary>
    private static readonly string[] Thorough = ["synthetic.log", "plain", "calls", "set", "set-messages"];

    private static readonly string[] Files = ["ausearch.txt", "aureport.txt", "others.txt"];

    private readonly TemporaryFolder tools = new();
    private readonly TemporaryFolder logs = new();

    public void Dispose()
    {
        tools.Dispose();
        logs.Dispose();
    }

    [Fact]
    public void Logs_of_other_machines_are_answered_alike() => Check("given", GivenLogs.All(), Files);

    [Fact]
    public void Generated_logs_are_answered_alike() => Check(GeneratedLogs.Seed == 0 ? "generated" : $"generated-{GeneratedLogs.Seed}", GeneratedLogs.WriteAll(logs), Files);

    [Fact]
    public void A_log_captured_now_is_answered_alike()
    {
        _ = ToolSet.Debian(); // without them nothing need be captured
        Check("live", LiveCapture.Run(logs), Files);
    }

    [Fact]
    public void Tables_of_calls_are_answered_alike() => Check("calls", [TestLog.Of("calls", logs.Write("calls.log", ""))], "ausyscall.txt");

    [Fact]
    public void Rotated_logs_and_checkpoints_are_answered_alike()
    {
        if (!ToolSet.IsRoot) Assert.Skip("a configuration of its own needs root");
        Check("set", Sets(), "sets.txt");
    }

    /// <summary>Dates go in and out as the locale writes them; one language has its own digits, one its own years.</summary>
    [Theory]
    [InlineData("en_US")]
    [InlineData("de_DE")]
    [InlineData("ja_JP")]
    [InlineData("zh_TW")]
    [InlineData("fa_IR")]
    [InlineData("th_TH")]
    public void Answers_in_a_locale_are_alike(string name)
    {
        var locale = LocaleFolder.Build(name);
        string[] files = Share == 1 ? ["locales.txt", .. Files] : ["locales.txt"];
        var about = Share == 1 ? GeneratedLogs.WriteAll(logs) : [.. GeneratedLogs.WriteAll(logs).Where(l => l.Name is "plain" or "messages")];
        var (debian, ours) = (ToolSet.Debian() with { Locale = locale }, ToolSet.Ours(tools) with { Locale = locale });
        Tally.Report(name, Ask(new Comparison(debian, ours, Departures.All), about, CommandFile.ReadAll(files), share: 1));
    }

    /// <summary>Or else the suite would find differences that are none.</summary>
    [Fact]
    public void The_same_tools_answer_alike_twice()
    {
        var debian = ToolSet.Debian();
        var log = GeneratedLogs.WriteAll(logs).First(l => l.Name == "plain");
        var verdicts = Ask(new Comparison(debian, debian, []), [log], [.. CommandFile.ReadAll(Files).Where(l => l.Number % Share == 0)], share: 1);
        Assert.True(verdicts.Count > 80);
        Tally.Report("itself", verdicts);
    }

    /// <summary>What of it is about the harness, and what it costs, when asked for by name.</summary>
    [Fact(Explicit = true)]
    public void The_same_tools_answer_alike_twice_on_all_logs()
    {
        var debian = ToolSet.Debian();
        var comparison = new Comparison(debian, debian, []);
        Tally.Report("itself-all", Ask(comparison, [.. GivenLogs.All(), .. GeneratedLogs.WriteAll(logs), .. LiveCapture.Run(logs)], CommandFile.ReadAll(Files), Share));
        Tally.Report("itself-set", Ask(comparison, Sets(), CommandFile.ReadAll("sets.txt"), Share));
    }

    /// <summary>For a closer look at one of them: artifacts/same/logs.</summary>
    [Fact(Explicit = true)]
    public void Generated_logs_are_kept()
    {
        var target = Directory.CreateDirectory(Repository.PathOf("artifacts", "same", "logs")).FullName;
        foreach (var log in GeneratedLogs.WriteAll(logs)) File.Copy(log.Path, Path.Combine(target, log.Name + ".log"), overwrite: true);
    }

    /// <summary>Or else the suite would find nothing.</summary>
    [Fact]
    public void Another_answer_is_found()
    {
        var debian = ToolSet.Debian();
        var ausearch = Path.Combine(debian.Path.Split(':')[0], "ausearch");
        File.WriteAllText(tools.PathOf("ausearch"), $"#!/bin/sh\n{ausearch} \"$@\" | sed 's/exit=0/exit=1/'\n");
        File.SetUnixFileMode(tools.PathOf("ausearch"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var forged = debian with { Path = $"{tools.FullName}:{debian.Path}" };
        var log = GeneratedLogs.WriteAll(logs).First(l => l.Name == "plain");
        CommandLine[] lines = [new(1, "ausearch -if $LOG --raw"), new(2, "aureport -if $LOG"), new(3, "ausearch -if $LOG -k nosuchkey")];
        var failing = new Comparison(debian, forged, []).Compare(log, lines).Where(v => v.IsFailing).Select(v => v.Line.Number);
        Assert.Equal([1, 3], failing); // the last by its exit code, which the pipe hides
    }

    [Fact]
    public void Every_departure_stands_in_the_document()
    {
        var text = File.ReadAllText(Repository.PathOf("docs", "differences.md"));
        Assert.All(Departures.All, d => Assert.Contains($"| {d.Name} |", text, StringComparison.Ordinal));
    }

    /// <summary>Of calls and of messages: the latter are whole with their one record, whatever is thought of the ends of events.</summary>
    private List<TestLog> Sets() => [.. GeneratedLogs.WriteAll(logs).Where(l => l.Name is "plain" or "messages").Select(l => LogSet.Write(logs, l))];

    private void Check(string name, IReadOnlyList<TestLog> about, params string[] files)
    {
        var (debian, ours) = (ToolSet.Debian(), ToolSet.Ours(tools));
        var lines = CommandFile.ReadAll(files);
        var missing = lines.SelectMany(l => l.ToolNames).Distinct(StringComparer.Ordinal).Where(t => !ours.Tools.Contains(t)).ToList();
        Tally.Report(name, Ask(new Comparison(debian, ours, Departures.All) { IsPrecise = Share == 1 }, about, lines, Share));
        if (missing.Count > 0) Assert.Skip($"not built in: {string.Join(", ", missing)}");
    }

    /// <summary>Two logs at a time: a batch waits for programs, one after the other.</summary>
    /// <param name="comparison">Whom to ask.</param>
    /// <param name="about">Logs.</param>
    /// <param name="lines">Questions.</param>
    /// <param name="share">A log that is not <see cref="Thorough"/> is asked one line of so many, each log others; live ones every second.</param>
    private static List<Verdict> Ask(Comparison comparison, IReadOnlyList<TestLog> about, IReadOnlyList<CommandLine> lines, int share)
    {
        var verdicts = new ConcurrentBag<Verdict>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = 2 };
        Parallel.ForEach(about.Select((l, i) => (Log: l, Index: i)), options, item =>
        {
            var isThorough = share == 1 || Thorough.Contains(item.Log.Name, StringComparer.Ordinal);
            var part = item.Log.Name.StartsWith("live", StringComparison.Ordinal) ? Math.Min(2, share) : share;
            var asked = lines.Where(l => isThorough || (!l.IsWrong && l.Number % part == item.Index % part)).ToList();
            foreach (var verdict in comparison.Compare(item.Log, asked)) verdicts.Add(verdict);
        });
        return [.. verdicts.OrderBy(v => v.Log.Name, StringComparer.Ordinal).ThenBy(v => v.Line.Number)];
    }
}
