using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Auspex.Kernel;
using Auspex.Linux.Loop;
using Auspex.SystemTests.Kernel;
using Auspex.SystemTests.Support;

namespace Auspex.SystemTests.Watch;

/// <summary>Whoever reads the output of watch, or stops watch itself, must not make the machine wait.</summary>
/// <remarks>
/// The kernel holds up who makes an event while too many records wait for the auditor: by default for a minute, at each event. Time is measured, as
/// the slowest start of a program, and is that of the best of several rounds, since the machine is busy; and the kernel's own count of
/// how long it held up anyone is read.
/// </remarks>
[Collection(KernelCollection.Name)]
public sealed class StalledTests
{
    private const int StopSignal = 19;
    private const int TerminalStop = 20;
    private const int Continue = 18;
    private const int Rounds = 8;
    private const int Starts = 5;
    private const double MoreMilliseconds = 20;

    private readonly ITestOutputHelper log;

    public StalledTests(ITestOutputHelper log) => this.log = log;

    [Fact]
    public void With_a_reader_that_stops_programs_start_as_before_and_the_lines_are_told_as_lost()
    {
        using var kernel = KernelLock.Acquire();
        using var folder = new TemporaryFolder();
        var before = SlowestStart();
        using var pipe = new Fifo(folder.PathOf("pipe"));
        using var watch = pipe.StartWatch(kernel, "--json", "--no-snapshot");
        var waited = kernel.Control.GetStatus().BacklogWaitTimeActual;
        using (var spawn = Spawn(folder, 25_000)) spawn.WaitForEnd(120_000); // 25 MB of lines, of which the queue has room for 8
        var during = SlowestStart();
        var held = HeldUp(kernel, waited);
        log.WriteLine($"slowest start: {before:0.0} ms without, {during:0.0} ms with the output blocked; the kernel held up makers for {held:0} ms in all");
        Assert.InRange(during - before, double.MinValue, MoreMilliseconds);

        var lines = pipe.ReadWhile(() => watch.Signal(15));
        Assert.Equal(0, watch.WaitForEnd().ExitCode);
        var losses = lines.Where(l => l.Contains("\"reason\":\"output\"", StringComparison.Ordinal)).ToList();
        var lost = losses.Sum(CountOf);
        Assert.True(lost > 1000, $"{lost} lines told as lost, in {losses.Count} losses");
        Assert.All(lines, l => Assert.EndsWith("}", l, StringComparison.Ordinal));
        kernel.AssertAsBefore();
    }

    [Fact]
    public void Stopped_by_force_it_holds_programs_up_only_for_a_moment()
    {
        using var kernel = KernelLock.Acquire();
        if (kernel.Control.GetStatus().WordCount < 11) Assert.Skip("this kernel does not count how long it holds makers of events up");
        using var folder = new TemporaryFolder();
        var before = SlowestStart();
        using var watch = WatchProgram.Start(kernel, "--json", "--no-snapshot", "--quiet");
        var waited = kernel.Control.GetStatus().BacklogWaitTimeActual;
        watch.Signal(StopSignal);
        double during;
        try
        {
            using var spawn = Spawn(folder, 1_000_000);
            spawn.WaitUntil(() => kernel.Control.GetStatus() is var s && s.Backlog >= s.BacklogLimit, "a full backlog", 120_000);
            during = SlowestStart();
            Assert.True(HeldUp(kernel, waited) > 0, "the kernel held nobody up"); // it lays records aside now and then, and the backlog is not full
        }
        finally
        {
            watch.Signal(Continue);
        }

        log.WriteLine($"slowest start: {before:0.0} ms without, {during:0.0} ms with watch stopped by SIGSTOP and the backlog full");
        Assert.InRange(during - before, double.MinValue, MoreMilliseconds);
        watch.WaitUntil(() => File.ReadAllText(watch.OutputFile).Contains("\"event\":\"lost\"", StringComparison.Ordinal), "the loss", 60_000);
        Assert.Equal(0, watch.EndByTerminate().ExitCode);
        kernel.AssertAsBefore();
    }

    [Fact]
    public void Stopped_from_the_terminal_it_hands_everything_back_and_begins_anew()
    {
        using var kernel = KernelLock.Acquire();
        using var watch = WatchProgram.Start(kernel, "--no-acct");
        watch.Signal(TerminalStop);
        watch.WaitUntil(() => StateOf(watch.Pid) == 'T', "a stopped program");
        kernel.AssertAsBefore();
        watch.Signal(Continue);
        watch.WaitUntil(() => kernel.Control.GetStatus().AuditorPid == watch.Pid, "the auditor again");
        using var shell = RunningProgram.Start("/bin/sh", ["-c", "exit 49"]);
        shell.WaitForEnd();
        watch.WaitUntil(() => WatchProgram.HasAtEnd(watch, "  exit 49"), "a process after the stop");
        var result = watch.EndByInterrupt();
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("an unknown number of events: watching was stopped, since ", result.Output, StringComparison.Ordinal);
        kernel.AssertAsBefore();
    }

    [Fact]
    public void A_reader_that_is_killed_ends_it_and_nobody_waits()
    {
        using var kernel = KernelLock.Acquire();
        using var folder = new TemporaryFolder();
        var before = SlowestStart();
        var pipe = new Fifo(folder.PathOf("pipe"));
        using var watch = pipe.StartWatch(kernel, "--json");
        pipe.Dispose();
        var during = SlowestStart();
        Assert.InRange(during - before, double.MinValue, MoreMilliseconds);
        var result = watch.WaitForEnd();
        Assert.Equal(0, result.ExitCode);
        Assert.DoesNotContain("xception", result.Errors, StringComparison.Ordinal);
        kernel.AssertAsBefore();
    }

    /// <summary>The slowest of some starts of a program, in milliseconds, in the round in which the machine let them be fastest.</summary>
    private static double SlowestStart()
    {
        var best = double.MaxValue;
        for (var round = 0; round < Rounds; round++)
        {
            var slowest = 0.0;
            for (var i = 0; i < Starts; i++)
            {
                var begun = Clock.MonotonicNanoseconds;
                using var program = Process.Start("/bin/true");
                program.WaitForExit();
                slowest = Math.Max(slowest, (Clock.MonotonicNanoseconds - begun) / 1e6);
            }

            best = Math.Min(best, slowest);
        }

        return best;
    }

    private static RunningProgram Spawn(TemporaryFolder folder, int children)
    {
        var program = folder.PathOf("spawn");
        Compiler.Compile(Repository.PathOf("tests", "truth", "spawn.c"), program);
        return RunningProgram.Start(program, [children.ToString(CultureInfo.InvariantCulture)]);
    }

    private static double HeldUp(KernelLock kernel, uint since) =>
        (kernel.Control.GetStatus().BacklogWaitTimeActual - since) * (Clock.TickNanoseconds / 1e6);

    private static long CountOf(string line)
    {
        using var json = JsonDocument.Parse(line);
        return json.RootElement.GetProperty("count").GetInt64();
    }

    private static char StateOf(int pid)
    {
        var stat = File.ReadAllText($"/proc/{pid}/stat");
        return stat[stat.LastIndexOf(')') + 2];
    }

    /// <summary>A pipe with a name, of which nobody takes anything until asked to.</summary>
    private sealed class Fifo : IDisposable
    {
        private readonly string path;
        private readonly FileStream end;

        internal Fifo(string path)
        {
            this.path = path;
            using (var mkfifo = Process.Start("mkfifo", [path])) mkfifo.WaitForExit();
            end = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, 1); // for reading and writing: does not wait for the other
        }

        internal RunningProgram StartWatch(KernelLock kernel, params IEnumerable<string> arguments)
        {
            var watch = RunningProgram.Start("/bin/sh", ["-c", "to=$1; shift; exec \"$0\" watch \"$@\" >\"$to\"", AuspexProgram.Path, path, .. arguments]);
            watch.WaitUntil(() => kernel.Control.GetStatus() is var s && s.AuditorPid == watch.Pid && s.Enabled == EnabledState.On, "the auditor");
            return watch;
        }

        /// <summary>Reads everything, once <paramref name="thenEnd"/> has asked the writer to end.</summary>
        internal List<string> ReadWhile(Action thenEnd)
        {
            using var cat = Process.Start(new ProcessStartInfo("cat", [path]) { RedirectStandardOutput = true, UseShellExecute = false })!;
            var reading = Task.Run(() =>
            {
                var lines = new List<string>();
                while (cat.StandardOutput.ReadLine() is { } line) lines.Add(line);
                return lines;
            }, TestContext.Current.CancellationToken);
            Thread.Sleep(500);
            end.Dispose(); // from now on cat alone reads, and ends when watch does
            thenEnd();
            return reading.Result;
        }

        public void Dispose() => end.Dispose();
    }
}
