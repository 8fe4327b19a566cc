using System.Diagnostics;
using System.Globalization;
using Auspex.Linux.Native;
using Auspex.SystemTests.Kernel;
using Auspex.SystemTests.Support;

namespace Auspex.SystemTests.Watch;

/// <summary>watch as it is started and ended on a machine: what it changes in the kernel, it puts back.</summary>
[Collection(KernelCollection.Name)]
public sealed class LiveTests
{
    private const string StateFolder = "/run/auspex";
    private const int Hangup = 1;
    private const int Interrupt = 2;
    private const int Kill = 9;
    private const int Terminate = 15;

    [Theory]
    [InlineData(Interrupt)]
    [InlineData(Terminate)]
    [InlineData(Hangup)]
    public void A_signal_ends_it_and_everything_is_as_before(int signal)
    {
        using var kernel = KernelLock.Acquire();
        var rules = kernel.Control.ListRules().Count;
        using var watch = WatchProgram.Start(kernel);
        Assert.Equal(watch.Pid, kernel.Control.GetStatus().AuditorPid);
        Assert.Equal(rules + 2, kernel.Control.ListRules().Count);
        Assert.NotEmpty(StateOf(watch.Pid));
        watch.Signal(signal);
        var result = watch.WaitForEnd();
        Assert.Equal(0, result.ExitCode);
        Assert.True(result.Errors.Contains("nothing lost", StringComparison.Ordinal), result.Errors + string.Join('\n', result.Lines.Where(l => l.Contains("LOST", StringComparison.Ordinal))));
        Assert.Empty(StateOf(watch.Pid));
        kernel.AssertAsBefore();
    }

    [Fact]
    public void What_a_killed_one_left_behind_is_put_back_by_the_next()
    {
        using var kernel = KernelLock.Acquire();
        var rules = kernel.Control.ListRules().Count;
        using var killed = WatchProgram.Start(kernel);
        killed.Signal(Kill);
        killed.WaitForEnd();
        Assert.Equal(rules + 2, kernel.Control.ListRules().Count);
        Assert.NotEmpty(StateOf(killed.Pid));
        using var next = WatchProgram.Start(kernel);
        Assert.Equal(rules + 2, kernel.Control.ListRules().Count);
        Assert.Equal(0, next.EndByInterrupt().ExitCode);
        Assert.Empty(StateOf(killed.Pid));
        kernel.AssertAsBefore();
    }

    [Fact]
    public void With_its_notes_gone_everything_is_put_back_all_the_same()
    {
        using var kernel = KernelLock.Acquire();
        using var folder = new TemporaryFolder();
        using var watch = WatchProgram.Start(kernel);
        var accounting = StateOf(watch.Pid).Single(f => f.Contains("pacct", StringComparison.Ordinal));
        var kept = Path.Combine(StateFolder, "kept-by-test"); // a second name, to see what is written to the file without one
        using (var ln = Process.Start("ln", [accounting, kept])) ln.WaitForExit();
        try
        {
            foreach (var file in StateOf(watch.Pid)) File.Delete(file);
            Assert.Equal(0, watch.EndByInterrupt().ExitCode);
            kernel.AssertAsBefore();
            var size = new FileInfo(kept).Length;
            RunTrue(watch);
            Assert.Equal(size, new FileInfo(kept).Length);
        }
        finally
        {
            File.Delete(kept);
        }
    }

    [Fact]
    public void It_ends_after_the_time_that_was_given()
    {
        using var kernel = KernelLock.Acquire();
        var clock = Stopwatch.StartNew();
        using var watch = WatchProgram.StartWithoutWaiting(kernel, "--for", "0.5");
        Assert.Equal(0, watch.WaitForEnd().ExitCode);
        Assert.InRange(clock.ElapsedMilliseconds, 500, 5_000);
        kernel.AssertAsBefore();
    }

    [Fact]
    public void It_ends_after_the_number_of_lines_that_was_given()
    {
        using var kernel = KernelLock.Acquire();
        using var watch = WatchProgram.StartWithoutWaiting(kernel, "--json", "--no-snapshot", "--count", "7");
        for (var i = 0; i < 1000 && !RunTrue(watch); i++) Thread.Sleep(20); // it may end at any moment
        var result = watch.WaitForEnd();
        Assert.Equal(0, result.ExitCode);
        Assert.Equal(7, result.Lines.Length);
        kernel.AssertAsBefore();
    }

    [Fact]
    public void Without_accounting_audit_alone_tells_of_exits()
    {
        using var kernel = KernelLock.Acquire();
        using var watch = WatchProgram.Start(kernel, "--json", "--no-snapshot", "--no-acct");
        Assert.DoesNotContain(StateOf(watch.Pid), f => f.Contains("pacct", StringComparison.Ordinal));
        using var shell = RunningProgram.Start("/bin/sh", ["-c", "exit 44"]);
        shell.WaitForEnd();
        watch.WaitUntil(() => WatchProgram.HasAtEnd(watch, "\"exit_code\":44"), "the shell's code");
        var result = watch.EndByTerminate();
        Assert.DoesNotContain("\"accounting\"", result.Output, StringComparison.Ordinal);
        kernel.AssertAsBefore();
    }

    [Fact]
    public void A_second_one_listens_beside_the_first()
    {
        using var kernel = KernelLock.Acquire();
        using var first = WatchProgram.Start(kernel, "--json", "--no-snapshot");
        using var second = WatchProgram.Start(kernel, "--json", "--no-snapshot");
        Assert.Equal(first.Pid, kernel.Control.GetStatus().AuditorPid);
        using var shell = RunningProgram.Start("/bin/sh", ["-c", "exit 45"]);
        shell.WaitForEnd();
        first.WaitUntil(() => WatchProgram.HasAtEnd(first, "\"exit_code\":45"), "the shell's code, by the first");
        second.WaitUntil(() => WatchProgram.HasAtEnd(second, "\"exit_code\":45"), "the shell's code, by the second");
        Assert.Equal(0, second.EndByTerminate().ExitCode);

        // The first goes on, also when the second has gone.
        using var further = RunningProgram.Start("/bin/sh", ["-c", "exit 46"]);
        further.WaitForEnd();
        first.WaitUntil(() => WatchProgram.HasAtEnd(first, "\"exit_code\":46"), "a further code, by the first");
        Assert.Equal(0, first.EndByTerminate().ExitCode);
        kernel.AssertAsBefore();
    }

    [Fact]
    public void Only_a_tree_is_shown_where_asked_for()
    {
        using var kernel = KernelLock.Acquire();
        using var root = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "read go; (exit 47); exit 48"]) { UseShellExecute = false, RedirectStandardInput = true })!;
        using var watch = WatchProgram.StartWithoutWaiting(kernel, "--json", "--no-snapshot", "--tree", root.Id.ToString(CultureInfo.InvariantCulture));
        watch.WaitUntil(() => kernel.Control.GetStatus().AuditorPid == watch.Pid, "the auditor");
        Thread.Sleep(300);
        RunTrue(watch);
        root.StandardInput.Close();
        root.WaitForExit();
        watch.WaitUntil(() => WatchProgram.HasAtEnd(watch, "\"exit_code\":48"), "the root's code");
        var lines = watch.EndByTerminate().Lines;
        Assert.All(lines, l => Assert.Contains($":{root.Id},", l, StringComparison.Ordinal));
        Assert.Contains(lines, l => l.Contains("\"exit_code\":47", StringComparison.Ordinal));
    }

    [Fact]
    public void A_reader_that_goes_away_ends_it()
    {
        using var kernel = KernelLock.Acquire();
        using var shell = RunningProgram.Start("/bin/sh", ["-c", "{ \"$0\" watch --json --quiet; echo ended $? >&2; } | head -1", AuspexProgram.Path]);
        shell.WaitUntil(() => RunTrue(shell), "the end");
        var result = shell.WaitForEnd();
        Assert.Single(result.Lines);
        Assert.Equal("ended 0\n", result.Errors);
        kernel.AssertAsBefore();
    }

    [Fact]
    public void Without_privilege_it_says_in_a_sentence_what_is_missing()
    {
        if (Libc.geteuid() != 0) Assert.Skip("changing the user needs root");
        if (AuspexProgram.Kind != "native") Assert.Skip($"the program is {AuspexProgram.Kind}: nobody may not run it from there");
        using var folder = new TemporaryFolder();
        File.SetUnixFileMode(folder.FullName, (UnixFileMode)0x1ED); // 0755
        var program = folder.PathOf("auspex");
        File.Copy(AuspexProgram.Path, program);
        using var watch = RunningProgram.Start("setpriv", ["--reuid=65534", "--regid=65534", "--clear-groups", "--inh-caps=-all", program, "watch"]);
        var result = watch.WaitForEnd();
        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.StartsWith("auspex: You must be root (CAP_AUDIT_CONTROL) to get events from the kernel", result.Errors, StringComparison.Ordinal);
        Assert.Single(result.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>Makes a process, for something to happen, and tells whether <paramref name="program"/> has ended.</summary>
    private static bool RunTrue(RunningProgram program)
    {
        using var process = Process.Start("/bin/true");
        process.WaitForExit();
        return program.HasEnded;
    }

    private static IReadOnlyList<string> StateOf(int pid) =>
        [.. Directory.EnumerateFiles(StateFolder).Where(f => f.Contains($"-{pid}", StringComparison.Ordinal))];
}
