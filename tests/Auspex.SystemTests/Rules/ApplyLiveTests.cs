using System.Diagnostics;
using System.Text;
using Auspex.Kernel.Apply;
using Auspex.Rules;
using Auspex.Rules.Plan;
using Auspex.SystemTests.Kernel;
using Auspex.SystemTests.Support;
using Auspex.Tool.Applets.Planning;

namespace Auspex.SystemTests.Rules;

/// <summary>apply on the kernel itself, with rules for a pid that cannot be: they make no events.</summary>
[Collection(KernelCollection.Name)]
public sealed class ApplyLiveTests : IDisposable
{
    private const string Scope = "-a always,exit -F arch=b64 -S openat -F pid=4194399";

    /// <summary>Rules of a set that is killed on its way: the kernel takes up to 13 ms for a request.</summary>
    private const int Count = 30;

    private readonly KernelLock kernel = KernelLock.Acquire();
    private readonly TemporaryFolder folder = new();

    public ApplyLiveTests()
    {
        if (kernel.Control.ListRules().Count == 0) return;
        kernel.Dispose();
        folder.Dispose();
        Assert.Skip("there are rules loaded here; these tests replace all");
    }

    public void Dispose()
    {
        kernel.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void A_refused_rule_in_the_middle_of_200_leaves_the_kernel_as_it_was()
    {
        var before = Load("before", [.. Lines("a", 150), "-w /tmp -p wa -k live"], ApplyResult.Applied);
        var lines = Lines("a", 150).Reverse().Concat(Lines("b", 50)).ToList();
        lines.Insert(100, $"-w {folder.FullName}/absent/file -p wa -k live");
        var status = kernel.Control.GetStatus();
        var file = folder.Write("refused.rules", string.Join('\n', [$"-b {status.BacklogLimit + 1000}", .. lines]));

        var result = AuspexTool.Run("rules", "apply", file);
        Assert.Equal(1, result.ExitCode);
        Assert.Contains($"{file}:102: cannot add an audit rule: {folder.FullName}/absent/file: the directory that holds it does not exist", result.Errors, StringComparison.Ordinal);
        Assert.Contains("everything has been put back", result.Errors, StringComparison.Ordinal);
        Assert.Equal(before, kernel.Control.ListRules());
        Assert.Equal(status.BacklogLimit, kernel.Control.GetStatus().BacklogLimit);
        Clear();
    }

    [Fact]
    public void Plan_and_diff_tell_what_apply_then_does()
    {
        var first = folder.Write("first.rules", string.Join('\n', Lines("a", 5)));
        var second = folder.Write("second.rules", string.Join('\n', [.. Lines("b", 1), .. Lines("a", 5).Skip(1)]));
        Assert.Equal(0, AuspexTool.Run("rules", "apply", first).ExitCode);
        Assert.Equal(0, AuspexTool.Run("rules", "diff", first).ExitCode);
        var diff = AuspexTool.Run("rules", "diff", second);
        Assert.Equal(1, diff.ExitCode);
        Assert.Equal(2, diff.Output.Split('\n').Count(l => l.StartsWith("+ ", StringComparison.Ordinal) || l.StartsWith("- ", StringComparison.Ordinal)));
        Assert.Contains("2 requests: 1 rules added, 1 deleted, 0 moved", AuspexTool.Run("rules", "plan", second).Output, StringComparison.Ordinal);
        Assert.Equal(0, AuspexTool.Run("rules", "apply", second).ExitCode);
        Assert.Equal(0, AuspexTool.Run("rules", "diff", second).ExitCode);
        Clear();
    }

    /// <summary>In parts, so that nobody waits long for the kernel.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Killed_at_random_25_times_the_next_run_ends_in_what_is_wanted(int seed)
    {
        var random = new Random(seed);
        string[][] sets = [[.. Lines("a", Count)], [.. Lines("b", Count)]];
        string[] files = [folder.Write("0.rules", string.Join('\n', sets[0])), folder.Write("1.rules", string.Join('\n', sets[1]))];
        Load("start", sets[0], ApplyResult.Applied);
        var halfway = 0;
        for (var run = 0; run < 25; run++)
        {
            var next = (run + 1) % 2;
            var before = kernel.Control.ListRules();
            using var program = RunningProgram.Start(AuspexProgram.Path, ["rules", "apply", files[next]]);
            while (!program.HasEnded && kernel.Control.ListRules() is var now && now.Count == before.Count && now[^1].Equals(before[^1])) Thread.SpinWait(100);

            Spin(random.NextDouble() * 300);
            if (!program.HasEnded) _ = Auspex.Linux.Native.Libc.kill(program.Pid, 9); // it may end at any moment
            program.WaitForEnd();
            var left = kernel.Control.ListRules();
            var wanted = Wanted(files[next]);
            if (!RulePlan.IsSame(left, before) && !RulePlan.IsSame(left, wanted)) halfway++;
            var outcome = new RuleApplier(kernel.Control).Apply(Read(files[next]));
            Assert.True(outcome.Result is ApplyResult.Applied or ApplyResult.Unchanged, $"seed {seed}, run {run}: {outcome}");
            Assert.Equal(wanted, kernel.Control.ListRules());
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{halfway} of 25 were killed with the work half done");
        Clear();
    }

    private static void Spin(double milliseconds)
    {
        var started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started).TotalMilliseconds < milliseconds) Thread.SpinWait(100);
    }

    private static IEnumerable<string> Lines(string key, int count) => Enumerable.Range(0, count).Select(i => $"{Scope} -F key=live-{key}{i}");

    private IReadOnlyList<RuleWire> Load(string name, string[] lines, ApplyResult expected)
    {
        var outcome = new RuleApplier(kernel.Control).Apply(Read(folder.Write(name + ".rules", string.Join('\n', lines))));
        Assert.True(outcome.Result == expected, $"{outcome.Result} {outcome.Refusal}");
        return kernel.Control.ListRules();
    }

    private WantedRules Read(string file)
    {
        var reader = new WantedReader(PlanCommands.HostOf(kernel.Control), isMerged: false);
        reader.Add(file, Encoding.UTF8.GetBytes(File.ReadAllText(file)));
        return reader.ToWanted();
    }

    private RuleWire[] Wanted(string file) => [.. Read(file).Rules.Select(r => r.Wire)];

    private void Clear()
    {
        Load("none", ["-D"], ApplyResult.Applied);
        kernel.AssertAsBefore();
    }
}
