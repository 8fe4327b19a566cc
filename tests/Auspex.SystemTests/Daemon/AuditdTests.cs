using System.Globalization;
using Auspex.Linux.Native;
using Auspex.SystemTests.Kernel;
using Auspex.SystemTests.Support;

namespace Auspex.SystemTests.Daemon;

/// <summary>The daemon as it ships, on the real kernel.</summary>
[Collection(KernelCollection.Name)]
public sealed class AuditdTests
{
    private const int Hangup = 1;
    private const int User1 = 10;
    private const int User2 = 12;
    private const int Continue = 18;

    [Fact]
    public void Every_event_of_a_storm_is_in_the_log_and_is_found_by_both_searches()
    {
        const int events = 20_000;
        using var kernel = KernelLock.Acquire();
        kernel.Control.SetBacklogLimit(8192);
        using var run = new DaemonRun();
        using (var daemon = run.Start())
        using (var storm = new Storm(kernel.Control))
        {
            using var made = storm.Start(events);
            Assert.Equal(0, made.WaitForEnd().ExitCode);
            daemon.WaitUntil(() => run.Count("name=\"/nonexistent/path/for/storm\"") >= events, "all events");
            Assert.Equal(0, daemon.EndByTerminate().ExitCode);
        }

        var (calls, lost) = run.ReadSerials();
        Assert.DoesNotContain(calls, c => c.Value != 1);
        Assert.Equal(events, run.Count("name=\"/nonexistent/path/for/storm\""));
        Assert.Empty(lost);
        Assert.Equal(1, run.Count("type=DAEMON_START"));
        Assert.Equal(1, run.Count("type=DAEMON_END"));
        Assert.Matches("type=DAEMON_END msg=audit\\([0-9.]+:[0-9]+\\): op=terminate auid=[0-9]+ uid=0 ses=[0-9]+ pid=[0-9]+ .*res=success", run.Text());
        var ours = RunningProgram.Start(AuspexProgram.Path, ["ausearch", "-if", run.Log, "-k", "storm", "--raw"]).WaitForEnd();
        Assert.Equal(events, CountIn(ours.Output));
        var theirs = Suite.DebianAuditctl.RunTool("ausearch", "-if", run.Log, "-k", "storm", "--raw");
        Assert.Equal(events, CountIn(theirs.Output));
        Assert.Equal(0, KernelPid(kernel));
    }

    [Fact]
    public void Killed_at_random_every_event_is_in_the_log_once_or_covered_by_a_loss_record()
    {
        var kills = int.Parse(Environment.GetEnvironmentVariable("AUSPEX_KILLS") ?? "10", CultureInfo.InvariantCulture);
        using var kernel = KernelLock.Acquire();
        kernel.Control.SetBacklogLimit(8192);
        using var run = new DaemonRun();
        using var storm = new Storm(kernel.Control);
        using var made = storm.Start(int.MaxValue, pause: 10_000);
        var random = new Random(Environment.TickCount);
        for (var i = 0; i < kills; i++)
        {
            using var daemon = run.Start();
            Thread.Sleep(random.Next(20, 300));
            daemon.Signal(9);
            _ = daemon.WaitForEnd();
        }

        using (var last = run.Start())
        {
            Thread.Sleep(300);
            made.Signal(9);
            _ = made.WaitForEnd();
            Thread.Sleep(2500);
            Assert.Equal(0, last.EndByTerminate().ExitCode);
        }

        var (calls, lost) = run.ReadSerials();
        Assert.DoesNotContain(calls, c => c.Value != 1);
        Assert.True(calls.Count > kills * 50, $"only {calls.Count} events");
        var (first, end) = (calls.Keys.Min(), calls.Keys.Max());
        var others = run.ReadOtherSerials();
        var missing = new List<uint>();
        for (var serial = first; serial <= end; serial++)
        {
            if (!calls.ContainsKey(serial) && !others.Contains(serial) && !lost.Exists(l => l.First <= serial && serial <= l.Last)) missing.Add(serial);
        }

        Assert.True(missing.Count == 0, $"{missing.Count} serials are neither in the log nor told of, such as {string.Join(' ', missing.Take(10))}");
        TestContext.Current.TestOutputHelper?.WriteLine($"{kills} kills, {calls.Count} events, {lost.Sum(l => l.Last - l.First + 1)} told as lost");
    }

    [Fact]
    public void Signals_rotate_report_reload_and_resume_and_say_who_sent_them()
    {
        using var kernel = KernelLock.Acquire();
        using var run = new DaemonRun();
        using var daemon = run.Start();
        daemon.Signal(User1);
        daemon.WaitUntil(() => File.Exists(run.Log + ".1"), "a rotated log");
        Assert.StartsWith("type=DAEMON_ROTATE", File.ReadAllText(run.Log), StringComparison.Ordinal); // the first of the new one
        Assert.Contains($"pid={Environment.ProcessId}", run.Text(), StringComparison.Ordinal);
        Assert.Equal(UnixFileMode.UserRead, File.GetUnixFileMode(run.Log + ".1"));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(run.Log));

        daemon.Signal(Continue);
        daemon.WaitUntil(() => File.Exists("/run/audit/auditd.state"), "a state report");
        Thread.Sleep(100);
        var report = File.ReadAllText("/run/audit/auditd.state");
        Assert.Contains("logging suspended = no\n", report, StringComparison.Ordinal);
        Assert.Contains("max log size = 65536 KiB\n", report, StringComparison.Ordinal);

        run.Configure("num_logs = bad\n");
        daemon.Signal(Hangup);
        daemon.WaitUntil(() => run.Count("op=reconfigure state=no-change") == 1, "a refused reload");
        run.Configure("node_name = x\n".Replace("node_name = x", "name_format = USER\nname = mars", StringComparison.Ordinal));
        daemon.Signal(Hangup);
        daemon.WaitUntil(() => run.Count("node=mars type=DAEMON_CONFIG") == 1, "a reload");
        daemon.Signal(User2);
        daemon.WaitUntil(() => run.Count("type=DAEMON_RESUME") == 1, "logging resumed");
        Assert.Equal(0, daemon.EndByTerminate().ExitCode);
        Assert.False(File.Exists("/run/audit/auditd.pid"));
    }

    [Theory]
    [InlineData("bogus = 1\n", 6)]
    [InlineData("log_file = /tmp/auspex-unsafe/audit.log\n", 6)]
    public void A_bad_configuration_ends_it_before_it_touches_the_kernel(string line, int code)
    {
        using var kernel = KernelLock.Acquire();
        Directory.CreateDirectory("/tmp/auspex-unsafe");
        using var run = new DaemonRun(line);
        using var daemon = RunningProgram.Start(AuspexProgram.Path, ["auditd", "-n", "-c", run.Folder]);
        Assert.Equal(code, daemon.WaitForEnd().ExitCode);
        kernel.AssertAsBefore();
        Assert.False(File.Exists(run.Log));
    }

    [Theory]
    [InlineData("-x")]
    [InlineData("stray")]
    [InlineData("-s bogus")]
    [InlineData("-c")]
    public void Wrong_words_end_with_the_usage(string words)
    {
        using var daemon = RunningProgram.Start(AuspexProgram.Path, ["auditd", .. words.Split(' ')]);
        var result = daemon.WaitForEnd();
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("Usage: auditd [-f] [-l] [-n] [-s disable|enable|nochange] [-c <config_file>]", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void In_the_background_it_returns_once_it_receives()
    {
        using var kernel = KernelLock.Acquire();
        using var run = new DaemonRun();
        using (var start = RunningProgram.Start(AuspexProgram.Path, ["auditd", "-c", run.Folder])) Assert.Equal(0, start.WaitForEnd().ExitCode);
        var pid = int.Parse(File.ReadAllText("/run/audit/auditd.pid"), CultureInfo.InvariantCulture);
        Assert.Equal(pid, KernelPid(kernel));
        Assert.Equal("1", File.ReadAllLines($"/proc/{pid}/status").Single(l => l.StartsWith("NoNewPrivs", StringComparison.Ordinal)).Split('\t')[1]);
        Assert.Equal(0, Libc.kill(pid, 15));
        for (var i = 0; i < 200 && Libc.kill(pid, 0) == 0; i++) Thread.Sleep(20);
        Assert.NotEqual(0, Libc.kill(pid, 0));
        Assert.Equal(0, KernelPid(kernel));
    }

    private static int CountIn(string text) => text.Split("name=\"/nonexistent/path/for/storm\"").Length - 1;

    private static int KernelPid(KernelLock kernel) => kernel.Control.GetStatus().AuditorPid;
}
