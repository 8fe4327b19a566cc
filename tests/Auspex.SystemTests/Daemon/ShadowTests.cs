using System.Globalization;
using System.Text;
using System.Text.Json;
using Auspex.SystemTests.Kernel;
using Auspex.SystemTests.Suite;
using Auspex.SystemTests.Support;

namespace Auspex.SystemTests.Daemon;

/// <summary>shadow beside a daemon, on the real kernel.</summary>
[Collection(KernelCollection.Name)]
public sealed class ShadowTests
{
    private const int Stop = 19;
    private const int Continue = 18;
    private const string Mark = "name=\"/nonexistent/path/for/storm\"";

    [Theory]
    [InlineData("log_format = ENRICHED\n")]
    [InlineData("log_format = RAW\nname_format = USER\nname = mars\n")]
    public void A_daemon_that_writes_everything_is_equal(string format)
    {
        const int events = 5000;
        using var kernel = KernelLock.Acquire();
        kernel.Control.SetBacklogLimit(8192);
        using var run = new DaemonRun(format);
        using var daemon = run.Start();
        using var storm = new Storm(kernel.Control);
        using var shadow = Start(run.Log);
        MakeEvents(storm, events, run, shadow);
        var result = shadow.EndByInterrupt();
        var summary = Assert.Single(Objects(result));
        Assert.Equal(0, result.ExitCode);
        Assert.InRange(Number(summary, "equal"), events, events + 500);
        Assert.Equal(Number(summary, "heard"), Number(summary, "logged"));
        Assert.Equal(0, daemon.EndByTerminate().ExitCode);
    }

    [Fact]
    public void Rotations_are_followed()
    {
        const int events = 8000;
        using var kernel = KernelLock.Acquire();
        kernel.Control.SetBacklogLimit(8192);
        using var run = new DaemonRun("max_log_file = 1\n");
        using var daemon = run.Start();
        using var storm = new Storm(kernel.Control);
        using var shadow = Start(run.Log);
        MakeEvents(storm, events, run, shadow);
        var result = shadow.EndByInterrupt();
        var summary = Assert.Single(Objects(result));
        Assert.InRange(Number(summary, "rotations"), 2, 100);
        Assert.InRange(Number(summary, "equal"), events, events + 500);
        Assert.Equal((0, 0), (result.ExitCode, Number(summary, "breaks")));
        Assert.Equal(0, daemon.EndByTerminate().ExitCode);
    }

    [Fact]
    public void A_daemon_that_stands_still_is_missing_events_and_then_late()
    {
        const int events = 300;
        using var kernel = KernelLock.Acquire();
        kernel.Control.SetBacklogLimit(8192);
        using var run = new DaemonRun();
        using var daemon = run.Start();
        using var storm = new Storm(kernel.Control);
        using var shadow = Start(run.Log);
        daemon.Signal(Stop);
        try
        {
            using var made = storm.Start(events);
            Assert.Equal(0, made.WaitForEnd().ExitCode);
            shadow.WaitUntil(() => File.ReadAllText(shadow.OutputFile).Length > 0, "events judged", 20_000);
        }
        finally
        {
            daemon.Signal(Continue);
        }

        daemon.WaitUntil(() => run.Count(Mark) >= events, "all events");
        var result = shadow.EndByInterrupt();
        Assert.Equal(1, result.ExitCode);
        var objects = Objects(result);
        Assert.InRange(objects.Where(static o => Text(o, "kind") == "missing-in-log").Sum(static o => Number(o, "events")), events, events + 100);
        Assert.InRange(Number(objects[^1], "late"), events, events + 100);
        Assert.Equal(0, Number(objects[^1], "not-heard"));
        Assert.Equal(0, daemon.EndByTerminate().ExitCode);
    }

    [Fact]
    public void A_shadow_that_stands_still_says_that_it_did_not_hear()
    {
        const int events = 3000;
        using var kernel = KernelLock.Acquire();
        kernel.Control.SetBacklogLimit(8192);
        using var run = new DaemonRun();
        using var daemon = run.Start();
        using var storm = new Storm(kernel.Control);
        using var shadow = Start(run.Log, "2", "--buffer", "1");
        shadow.Signal(Stop);
        try
        {
            MakeEvents(storm, events, run, daemon);
        }
        finally
        {
            shadow.Signal(Continue);
        }

        var result = shadow.EndByInterrupt();
        var summary = Objects(result)[^1];
        Assert.Equal(1, result.ExitCode);
        Assert.InRange(Number(summary, "dropped"), 1, long.MaxValue);
        Assert.InRange(Number(summary, "not-heard"), 1, events);
        Assert.InRange(Number(summary, "equal"), 1, events);
        Assert.Equal((0, 0, 0), (Number(summary, "missing-in-log"), Number(summary, "different"), Number(summary, "hurried")));
        Assert.Equal(0, daemon.EndByTerminate().ExitCode);
    }

    [Fact]
    public void A_log_from_which_lines_were_cut_and_changed_is_found_out()
    {
        const int events = 2000;
        using var kernel = KernelLock.Acquire();
        kernel.Control.SetBacklogLimit(8192);
        using var run = new DaemonRun();
        using var daemon = run.Start();
        using var storm = new Storm(kernel.Control);
        var copy = run.PathOf("copy.log");
        File.WriteAllText(copy, "");
        using var shadow = Start(copy, "6");
        var before = run.ReadAll().Length;
        MakeEvents(storm, events, run, shadow);
        Thread.Sleep(500); // the last event's other records
        var lines = Encoding.Latin1.GetString(run.ReadAll().AsSpan(before)).Split('\n').ToList();
        var serials = lines.Where(static l => l.Contains(Mark, StringComparison.Ordinal)).Select(SerialOf).ToList();
        var (gone, partly, changed) = (serials[500], serials[1000], serials[1500]);
        _ = lines.RemoveAll(l => SerialOf(l) == gone || (SerialOf(l) == partly && l.Contains(Mark, StringComparison.Ordinal)));
        var index = lines.FindIndex(l => SerialOf(l) == changed && l.Contains(Mark, StringComparison.Ordinal));
        lines[index] = lines[index].Replace("/nonexistent/path", "/nonexistent/qath", StringComparison.Ordinal);
        File.AppendAllText(copy, string.Join('\n', lines), Encoding.Latin1);

        var result = shadow.EndByInterrupt();
        var objects = Objects(result);
        Assert.Equal(1, result.ExitCode);
        Assert.Equal(
            [("missing-in-log", gone), ("partly-in-log", partly), ("different", changed)],
            objects.SkipLast(1).Select(static o => (Text(o, "kind"), Number(o, "first").ToString(CultureInfo.InvariantCulture))));
        Assert.Equal((1, 1, 1, 0), (Number(objects[^1], "missing-in-log"), Number(objects[^1], "partly-in-log"), Number(objects[^1], "different"), Number(objects[^1], "not-heard")));
        Assert.Equal(0, daemon.EndByTerminate().ExitCode);
    }

    [Fact]
    public void Beside_Debians_auditd_nothing_differs()
    {
        const int events = 5000;
        DebianAuditctl.Require();
        using var kernel = KernelLock.Acquire();
        kernel.Control.SetBacklogLimit(8192);
        using var run = new DaemonRun();
        File.Delete(run.PathOf("auspex.conf"));
        using var daemon = DebianAuditd.Start(run.Folder);
        daemon.WaitUntil(() => kernel.Control.GetStatus().AuditorPid == daemon.Pid && File.Exists(run.Log), "Debian's auditd as the auditor");
        using var storm = new Storm(kernel.Control);
        using var shadow = Start(run.Log);
        MakeEvents(storm, events, run, shadow);
        var result = shadow.EndByInterrupt();
        Assert.True(result.ExitCode == 0, Encoding.UTF8.GetString(result.OutputBytes));
        Assert.InRange(Number(Objects(result)[^1], "equal"), events, events + 500);
        Assert.Equal(0, daemon.EndByTerminate().ExitCode);
    }

    [Fact]
    public void A_log_that_cannot_be_read_is_told()
    {
        using var kernel = KernelLock.Acquire();
        using var shadow = RunningProgram.Start(AuspexProgram.Path, ["shadow", "--log", "/proc/self/mem/x"]);
        var result = shadow.WaitForEnd();
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("/proc/self/mem/x", result.Errors, StringComparison.Ordinal);
    }

    private static RunningProgram Start(string log, string grace = "2", params string[] options)
    {
        var shadow = RunningProgram.Start(AuspexProgram.Path, ["shadow", "--log", log, "--json", "--grace", grace, .. options]);
        shadow.WaitUntil(() => File.ReadAllText(shadow.ErrorFile).Contains("comparing", StringComparison.Ordinal), "shadow to listen");
        return shadow;
    }

    private static void MakeEvents(Storm storm, int events, DaemonRun run, RunningProgram shadow)
    {
        using var made = storm.Start(events);
        Assert.Equal(0, made.WaitForEnd(60_000).ExitCode);
        shadow.WaitUntil(() => Count(run) >= events, "all events in the log", 60_000);
    }

    private static int Count(DaemonRun run)
    {
        try
        {
            return run.Count(Mark);
        }
        catch (FileNotFoundException)
        {
            return 0; // rotated meanwhile
        }
    }

    private static List<JsonElement> Objects(ProgramResult result) =>
        [.. Encoding.UTF8.GetString(result.OutputBytes).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static l => JsonDocument.Parse(l).RootElement)];

    private static long Number(JsonElement element, string name) => element.GetProperty(name).GetInt64();

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static string SerialOf(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? "" : line[(colon + 1)..line.IndexOf(')', StringComparison.Ordinal)];
    }
}
