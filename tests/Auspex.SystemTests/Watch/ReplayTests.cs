using System.Globalization;
using System.Text;
using Auspex.SystemTests.Support;

namespace Auspex.SystemTests.Watch;

/// <summary>watch, tree and ps from recorded logs: need neither root nor audit.</summary>
public sealed class ReplayTests
{
    private static readonly string[] Story = ["--utc", "--if", Recorded.Story, "--acct", Recorded.StoryAccounting];

    [Theory]
    [InlineData("watch")]
    [InlineData("tree")]
    [InlineData("ps --exited")]
    [InlineData("watch --wide --image dash --only exec")]
    [InlineData("watch --tree 12542")]
    [InlineData("watch --user 65534")]
    [InlineData("watch --pid 12539 --pid 12541")]
    [InlineData("watch --only exit --count 4")]
    [InlineData("watch --key auspex-process --image */gone")]
    [InlineData("watch --color always --pid 12537")]
    [InlineData("tree --at 2026-11-21T08:30:09.800Z")]
    [InlineData("ps --exited --image sleep")]
    public void The_story_is_told_as_before(string command)
    {
        var result = AuspexTool.Run([.. command.Split(' '), .. Story]);
        Assert.Equal(0, result.ExitCode);
        var name = command.Replace("*/", "", StringComparison.Ordinal).Replace(':', '.').Replace(' ', '_');
        Recorded.CheckGolden($"story_{name}.golden", result.Output + result.Errors);
    }

    [Fact]
    public void Without_accounting_a_death_by_signal_is_not_seen()
    {
        var result = AuspexTool.Run("watch", "--utc", "--if", Recorded.Story, "--pid", "12541", "--quiet");
        Assert.Equal(2, result.Lines.Count(l => l.Contains(" fork ", StringComparison.Ordinal) || l.Contains(" exec ", StringComparison.Ordinal)));
        Assert.DoesNotContain(result.Lines, l => l.Contains("SIGTERM", StringComparison.Ordinal));
    }

    [Fact]
    public void Those_that_live_at_the_end_of_the_log_are_listed_without_exited()
    {
        using var folder = new TemporaryFolder();
        var half = folder.Write("half.log", string.Join('\n', File.ReadLines(Recorded.Story).TakeWhile(l => !l.Contains("pid=12549", StringComparison.Ordinal))) + "\n");
        var result = AuspexTool.Run("ps", "--if", half, "--acct", Recorded.StoryAccounting, "--utc");
        Assert.Equal(0, result.ExitCode);
        Assert.DoesNotContain(result.Lines, l => l.Contains("12534", StringComparison.Ordinal));
    }

    [Fact]
    public void Several_files_and_standard_input_are_read_one_after_the_other()
    {
        var lines = File.ReadAllLines(Recorded.Story, Encoding.Latin1);
        using var folder = new TemporaryFolder();
        var first = folder.Write("1.log", Encoding.Latin1.GetBytes(string.Concat(lines[..100].Select(l => l + "\n"))));
        var second = Encoding.Latin1.GetBytes(string.Concat(lines[100..170].Select(l => l + "\n")));
        var third = folder.Write("3.log", Encoding.Latin1.GetBytes(string.Concat(lines[170..].Select(l => l + "\n"))));
        var whole = AuspexTool.Run(["watch", "--json", .. Story]);
        var parts = AuspexTool.RunWithInput(second, "watch", "--json", "--if", first, "--if", "-", "--if", third, "--acct", Recorded.StoryAccounting);
        Assert.Equal(whole, parts with { OutputBytes = whole.OutputBytes });
        Assert.Equal(whole.Output, parts.Output);
    }

    [Fact]
    public void Lines_that_are_no_records_are_counted_and_passed_over()
    {
        var log = File.ReadAllBytes(Recorded.Story);
        byte[] damaged = [.. "not a record\n"u8, .. log, .. "type=SYSCALL msg=audit(x): pid=1\n\xff\xfe\n"u8];
        var whole = AuspexTool.Run(["watch", .. Story, "--quiet"]);
        var result = AuspexTool.RunWithInput(damaged, "watch", "--utc", "--quiet", "--if", "-", "--acct", Recorded.StoryAccounting);
        Assert.Equal(0, result.ExitCode);
        Assert.Equal("auspex: 3 lines are no audit records\n", result.Errors);
        Assert.Equal(whole.Lines.Where(IsStep), result.Lines.Where(IsStep), StringComparer.Ordinal);
    }

    [Fact]
    public void An_empty_log_tells_nothing()
    {
        var result = AuspexTool.RunWithInput([], "watch", "--json", "--if", "-");
        Assert.Equal((0, "", ""), (result.ExitCode, result.Output, result.Errors));
    }

    [Fact]
    public void A_gap_in_the_log_is_shown()
    {
        var result = AuspexTool.Run("watch", "--utc", "--if", Recorded.Rare);
        Assert.Contains(result.Lines, l => l.Contains("LOST", StringComparison.Ordinal) && l.Contains(" 4 events", StringComparison.Ordinal));
        Assert.Contains("LOST: 4 known to be missing, in 1 gap", result.Errors, StringComparison.Ordinal);
        Assert.Contains("the logs have 1 gap, 4 known to be missing", AuspexTool.Run("tree", "--if", Recorded.Rare).Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("watch")]
    [InlineData("watch --json")]
    [InlineData("tree")]
    [InlineData("ps --exited")]
    public void A_reader_that_goes_away_ends_it_quietly(string command)
    {
        using var folder = new TemporaryFolder();
        var log = folder.Write("many.log", ManyProcesses(20_000));
        var result = AuspexTool.RunShell($"{{ $AUSPEX {command} --if {log}; echo ended $? >&2; }} | head -1");
        Assert.Single(result.Lines);
        Assert.DoesNotContain("xception", result.Errors, StringComparison.Ordinal);
        Assert.Contains("ended 0", result.Errors, StringComparison.Ordinal);
    }

    private static bool IsStep(string line) => line.StartsWith("2026", StringComparison.Ordinal);

    /// <summary>A log of processes that one makes and that end at once.</summary>
    private static string ManyProcesses(int count)
    {
        const string ids = "auid=0 uid=0 gid=0 euid=0 suid=0 fsuid=0 egid=0 sgid=0 fsgid=0 tty=(none) ses=1 comm=\"sh\" exe=\"/bin/sh\" key=\"k\"";
        var text = new StringBuilder();
        for (var i = 0; i < count; i++)
        {
            var second = 1_795_250_000 + (i / 1000);
            text.Append(CultureInfo.InvariantCulture, $"type=SYSCALL msg=audit({second}.{i % 1000:000}:{(i * 2) + 1}): arch=c000003e syscall=56 success=yes exit={i + 1000} a0=1200011 a1=0 a2=0 a3=0 items=0 ppid=1 pid=900 {ids}\n");
            text.Append(CultureInfo.InvariantCulture, $"type=SYSCALL msg=audit({second}.{i % 1000:000}:{(i * 2) + 2}): arch=c000003e syscall=231 a0=0 a1=0 a2=0 a3=0 items=0 ppid=900 pid={i + 1000} {ids}\n");
        }

        return text.ToString();
    }
}
