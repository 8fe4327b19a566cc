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
    public void Generated_logs_are_answered_alike() => Check("generated", GeneratedLogs.WriteAll(logs), Files);

    [Fact]
    public void A_log_captured_now_is_answered_alike()
    {
        _ = ToolSet.Debian(); // without them nothing need be captured
        Check("live", LiveCapture.Run(logs), Files);
    }

    [Fact]
    public void Tables_of_calls_are_answered_alike() => Check("calls", [TestLog.Of("nothing", logs.Write("nothing.log", ""))], "ausyscall.txt");

    [Fact]
    public void Rotated_logs_and_checkpoints_are_answered_alike()
    {
        if (!ToolSet.IsRoot) Assert.Skip("a configuration of its own needs root");
        Check("set", [LogSet.Write(logs)], "sets.txt");
    }

    /// <summary>Or else the suite would find differences that are none.</summary>
    [Fact]
    public void The_same_tools_answer_alike_twice()
    {
        var debian = ToolSet.Debian();
        var log = GeneratedLogs.WriteAll(logs).First(l => l.Name == "plain");
        var verdicts = Ask(new Comparison(debian, debian, []), [log], Files);
        Assert.True(verdicts.Count > 250);
        Tally.Report("itself", verdicts);
    }

    /// <summary>What of it is about the harness, and what it costs, when asked for by name.</summary>
    [Fact(Explicit = true)]
    public void The_same_tools_answer_alike_twice_on_all_logs()
    {
        var debian = ToolSet.Debian();
        var comparison = new Comparison(debian, debian, []);
        Tally.Report("itself-all", Ask(comparison, [.. GivenLogs.All(), .. GeneratedLogs.WriteAll(logs), .. LiveCapture.Run(logs)], Files));
        Tally.Report("itself-set", Ask(comparison, [LogSet.Write(logs)], ["sets.txt"]));
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

    private void Check(string name, IReadOnlyList<TestLog> about, params string[] files)
    {
        var (debian, ours) = (ToolSet.Debian(), ToolSet.Ours(tools));
        var missing = files.SelectMany(CommandFile.Read).SelectMany(l => l.ToolNames).Distinct(StringComparer.Ordinal).Where(t => !ours.Tools.Contains(t)).ToList();
        var verdicts = Ask(new Comparison(debian, ours, Departures.All), about, files);
        Tally.Report(name, verdicts);
        if (missing.Count > 0) Assert.Skip($"not built in: {string.Join(", ", missing)}");
    }

    /// <summary>Two logs at a time: a batch waits for programs, one after the other.</summary>
    private static List<Verdict> Ask(Comparison comparison, IReadOnlyList<TestLog> about, string[] files)
    {
        var lines = new List<CommandLine>();
        foreach (var line in files.SelectMany(CommandFile.Read)) lines.Add(line with { Number = lines.Count + 1 });
        var verdicts = new ConcurrentBag<Verdict>();
        Parallel.ForEach(about, new ParallelOptions { MaxDegreeOfParallelism = 2 }, log =>
        {
            foreach (var verdict in comparison.Compare(log, lines)) verdicts.Add(verdict);
        });
        return [.. verdicts.OrderBy(v => v.Log.Name, StringComparer.Ordinal).ThenBy(v => v.Line.Number)];
    }
}
