using System.Text.Json;
using Auspex.SystemTests.Kernel;
using Auspex.SystemTests.Support;
using Auspex.SystemTests.Truth;

namespace Auspex.SystemTests.Watch;

/// <summary>docs/watch-json.md and the program say the same.</summary>
[Collection(KernelCollection.Name)]
public sealed class JsonSchemaTests
{
    [Fact]
    public void The_page_has_one_example_for_each_event()
    {
        var schema = JsonSchema.Read();
        Assert.All(schema.Examples, schema.Check);
        Assert.Equal(["clock", "exec", "exit", "fork", "lost", "snapshot"], schema.Examples.Select(EventOf).Order(StringComparer.Ordinal), StringComparer.Ordinal);
    }

    [Fact]
    public void The_examples_are_what_the_program_prints()
    {
        var printed = ReplayAll().ToHashSet(StringComparer.Ordinal);
        Assert.All(JsonSchema.Read().Examples.Where(e => EventOf(e) is not ("snapshot" or "clock")), e => Assert.Contains(e, printed));
    }

    [Fact]
    public void A_replay_prints_every_field_of_the_page_and_no_other()
    {
        var schema = JsonSchema.Read();
        foreach (var line in ReplayAll()) schema.Check(line);
        var fields = schema.Fields.Where(f => f.Events.Any(e => e is not ("snapshot" or "clock"))).Select(f => f.Name);
        var seen = schema.Seen.Select(s => s[(s.IndexOf('.', StringComparison.Ordinal) + 1)..]);
        Assert.Equal(fields.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal), seen.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_processes_that_live_now_are_listed_as_the_page_says()
    {
        var schema = JsonSchema.Read();
        var lines = AuspexTool.Run("ps", "--json").Lines;
        Assert.All(lines, schema.Check);
        Assert.Contains(lines, l => Steps([l])[0].Pid == Environment.ProcessId);
    }

    [Fact]
    public void Live_lines_are_as_the_page_says()
    {
        using var kernel = KernelLock.Acquire();
        using var folder = new TemporaryFolder();
        using var watch = WatchProgram.Start(kernel, "--json");
        var story = RunningProgram.Start("/bin/sh", ["-c", $"cd {folder.FullName} && exec sh '{Recorded.PathOf("story.sh")}'"]);
        var shell = story.Pid;
        Assert.Equal(0, story.WaitForEnd().ExitCode);
        story.Dispose();
        watch.WaitUntil(() => Steps(WholeLines(watch.OutputFile)).Exists(s => s.Pid == shell && s.Event == "exit"), "the story's end");
        var lines = watch.EndByTerminate().Lines;
        var schema = JsonSchema.Read();
        Assert.All(lines, schema.Check);
        foreach (var expected in (ReadOnlySpan<string>)["snapshot.cwd", "fork.key", "exec.script", "exec.argv_hex", "exec.exe_hex", "exec.cwd_hex", "exit.comm_hex", "exit.deleted", "exit.signal", "exit.exit_code"])
            Assert.Contains(expected, schema.Seen);
        AssertSameAsRecorded(Steps(lines), shell);
        kernel.AssertAsBefore();
    }

    /// <summary>The story was recorded once, and happens again: the same steps, but for numbers and times.</summary>
    private static void AssertSameAsRecorded(List<ReportedStep> live, int shell)
    {
        var then = Stories(Steps(Replay(Recorded.Story)), 12533);
        var now = Stories(live, shell);
        Assert.Equal(then, now);
    }

    private static List<string> Stories(List<ReportedStep> steps, int root)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal) { steps.First(s => s.Pid == root).Id };
        foreach (var step in steps)
        {
            if (step.ParentId is { } parent && ids.Contains(parent)) ids.Add(step.Id);
        }

        return [.. steps.Where(s => ids.Contains(s.Id) && s.Pid != root).GroupBy(s => s.Id, StringComparer.Ordinal)
            .Select(g => string.Join(" | ", g.Select(Words))).Order(StringComparer.Ordinal)];
    }

    private static string Words(ReportedStep step) => step.Event switch
    {
        "exec" => $"exec {string.Join(' ', step.Arguments)}{(step.IsDeleted ? " deleted" : "")} uid {step.Number("uid")}",
        "exit" => $"exit {step.EndText} uid {step.Number("uid")}",
        _ => step.Event,
    };

    private static List<ReportedStep> Steps(IEnumerable<string> lines) =>
        [.. lines.Where(l => EventOf(l) != "lost").Select((l, i) => new ReportedStep(i + 1, JsonDocument.Parse(l).RootElement))];

    /// <summary>Without the line that is being written; on a quiet machine the last line may stay the last.</summary>
    private static string[] WholeLines(string file)
    {
        var text = File.ReadAllText(file);
        return text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static string EventOf(string line)
    {
        using var document = JsonDocument.Parse(line);
        return document.RootElement.GetProperty("event").GetString()!;
    }

    private static IEnumerable<string> ReplayAll() => [.. Replay(Recorded.Story), .. Replay(Recorded.Rare), .. Replay(Recorded.Nodes)];

    private static string[] Replay(string log)
    {
        string[] accounting = log == Recorded.Story ? ["--acct", Recorded.StoryAccounting] : [];
        var result = AuspexTool.Run(["watch", "--json", "--if", log, .. accounting]);
        Assert.True(result.ExitCode == 0 && result.Errors.Length == 0, result.Errors);
        return result.Lines;
    }
}
