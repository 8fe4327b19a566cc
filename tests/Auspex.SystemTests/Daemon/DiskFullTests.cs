using System.Globalization;
using Auspex.Daemon.Remote;
using Auspex.SystemTests.Kernel;
using Auspex.SystemTests.Suite;
using Auspex.SystemTests.Support;

namespace Auspex.SystemTests.Daemon;

/// <summary>The daemon on a disk that is full, nearly so, or that refuses to write: each action, and how it goes on. Source: auditd.conf(5).</summary>
[Collection(KernelCollection.Name)]
public sealed class DiskFullTests : IDisposable
{
    private const int User2 = 12;
    private const string Full = "Audit daemon has no space left on logging partition";
    private const string Low = "Audit daemon is low on disk space for logging.";
    private const string Error = "write: Audit daemon detected an error writing an event to disk";

    private readonly int port = TestSender.FreePort();
    private readonly SmallDisk disk = new(16);
    private readonly DaemonRun run;
    private readonly List<string> written = [];
    private int refused;
    private uint sequence;

    public DiskFullTests() => run = new DaemonRun(logFolder: disk.Path);

    [Theory]
    [InlineData("ignore", null, null)]
    [InlineData("syslog", Full, null)]
    [InlineData("rotate", Full, null)]
    [InlineData("exec", Full, "exec")]
    [InlineData("suspend", "Audit daemon is suspending logging due to no space left on logging partition.", null)]
    [InlineData("single", "The audit daemon is now changing the system to single user mode due to no space left on logging partition", "power 1")]
    [InlineData("halt", "The audit daemon is now halting the system due to no space left on logging partition", "power 0")]
    public void A_full_disk(string action, string? notice, string? called)
    {
        using var daemon = Start($"space_left = 2\nadmin_space_left = 1\ndisk_full_action = {Setting(action)}\n");
        using var sender = new TestSender(port);
        Send(sender, action == "rotate" ? 2300 : 20, FrameType.Ack, length: 1000); // with older logs, which a rotation may drop
        disk.Fill(0);
        if (action == "rotate")
        {
            Send(sender, 200, FrameType.Ack, isLow: true);
            Assert.True(File.Exists(run.Log + ".2"));
            Assert.False(File.Exists(run.Log + ".3"));
        }
        else
        {
            Send(sender, 200, IsHard(action) ? FrameType.DiskError : FrameType.DiskFull, isLow: true);
            Assert.True(refused > 0);
        }

        AssertActed(daemon, action, notice, called);
        GoOn(daemon, sender, action, disk.MakeRoom);
    }

    [Theory]
    [InlineData(false, "ignore", null, null)]
    [InlineData(false, "syslog", Low, null)]
    [InlineData(false, "rotate", null, null)]
    [InlineData(false, "email", Low, null)]
    [InlineData(false, "exec", null, "exec")]
    [InlineData(false, "suspend", "Audit daemon is suspending logging due to low disk space.", null)]
    [InlineData(false, "single", "The audit daemon is now changing the system to single user mode due to low disk space", "power 1")]
    [InlineData(true, "ignore", null, null)]
    [InlineData(true, "syslog", Low, null)]
    [InlineData(true, "rotate", null, null)]
    [InlineData(true, "email", Low, null)]
    [InlineData(true, "exec", null, "exec")]
    [InlineData(true, "suspend", "Audit daemon is suspending logging due to no admin space left.", null)]
    [InlineData(true, "single", "The audit daemon is now changing the system to single user mode due to no admin space left", "power 1")]
    [InlineData(true, "halt", "The audit daemon is now halting the system due to no admin space left", "power 0")]
    public void A_disk_that_is_nearly_full(bool isAdmin, string action, string? notice, string? called)
    {
        using var daemon = Start($"space_left = 6\nadmin_space_left = 3\n{(isAdmin ? "admin_space_left_action" : "space_left_action")} = {Setting(action)}\n");
        using var sender = new TestSender(port);
        Send(sender, action == "rotate" ? 2300 : 20, FrameType.Ack, length: action == "rotate" ? 1000 : 100); // a rotation needs an older log that may go
        Assert.DoesNotContain("low", File.ReadAllText(daemon.ErrorFile), StringComparison.Ordinal);
        disk.Fill(isAdmin ? 2 << 20 : 4 << 20);
        Send(sender, 20, IsHard(action) ? FrameType.DiskError : FrameType.DiskLow, isLow: true);
        Assert.Equal(IsHard(action), refused > 0);
        AssertActed(daemon, action, notice, called);
        if (action == "rotate") Assert.InRange(new FileInfo(run.Log + ".1").Length, 1 << 17, (1 << 20) - 1); // what was active: the oldest has gone
        if (action == "email" && !File.Exists("/usr/lib/sendmail")) Assert.Contains("/usr/lib/sendmail is missing", File.ReadAllText(daemon.ErrorFile), StringComparison.Ordinal);
        GoOn(daemon, sender, action, disk.MakeRoom);
    }

    [Theory]
    [InlineData("ignore", null, null)]
    [InlineData("syslog", Error, null)]
    [InlineData("exec", Error, "exec")]
    [InlineData("suspend", "Audit daemon is suspending logging due to a disk error.", null)]
    [InlineData("single", "The audit daemon is now changing the system to single user mode due to a disk error", "power 1")]
    [InlineData("halt", "The audit daemon is now halting the system due to a disk error", "power 0")]
    public void A_disk_that_refuses(string action, string? notice, string? called)
    {
        if (!disk.HasAttributes) Assert.Skip("no ext4 here: chattr(1) makes the error");
        using var daemon = Start($"space_left = 2\nadmin_space_left = 1\ndisk_error_action = {Setting(action)}\n");
        using var sender = new TestSender(port);
        Send(sender, 20, FrameType.Ack);
        SmallDisk.Freeze(run.Log, isFrozen: true);
        try
        {
            Send(sender, 20, FrameType.DiskError);
            Assert.Equal(20, refused);
            AssertActed(daemon, action, notice, called);
        }
        finally
        {
            SmallDisk.Freeze(run.Log, isFrozen: false);
        }

        GoOn(daemon, sender, action, static () => { });
    }

    [Fact]
    public void A_write_that_is_done_by_half_leaves_no_half_line()
    {
        // A limit of the process, whose signal is ignored, stops a write at any byte.
        using var daemon = Start("space_left = 2\nadmin_space_left = 1\ndisk_error_action = ignore\n", "trap '' XFSZ; exec \"$0\" \"$@\"");
        using var sender = new TestSender(port);
        for (var i = 0; i < 30; i++)
        {
            Send(sender, 3, FrameType.Ack);
            Limit(daemon, string.Create(CultureInfo.InvariantCulture, $"{new FileInfo(run.Log).Length + (i * 7)}"));
            Send(sender, 3, FrameType.DiskError);
            Limit(daemon, "unlimited");
        }

        Assert.True(refused > 30);
        GoOn(daemon, sender, "ignore", static () => { });
    }

    [Theory]
    [InlineData("ignore")]
    [InlineData("suspend")]
    public void Events_of_the_kernel_that_a_full_disk_cost_are_told(string action)
    {
        using var kernel = KernelLock.Acquire();
        kernel.Control.SetBacklogLimit(8192);
        run.ConfigureAll($"max_log_file = 64\nnum_logs = 9\nspace_left = 2\nadmin_space_left = 1\ndisk_full_action = {action}\n");
        using var daemon = run.Start();
        using var storm = new Storm(kernel.Control);
        Make(storm, 500);
        disk.Fill(1 << 20);
        Make(storm, 4000);
        Thread.Sleep(500);
        disk.MakeRoom();
        daemon.Signal(User2);
        daemon.WaitUntil(() => run.Count("op=lost cause=disk count=") > 0, "what was lost");
        var before = run.Count("name=\"/nonexistent/path/for/storm\"");
        Assert.InRange(before, 500, 4400);
        Make(storm, 500);
        daemon.WaitUntil(() => run.Count("name=\"/nonexistent/path/for/storm\"") >= before + 500, "events afterwards");
        Thread.Sleep(2500); // until the daemon knows that no serial is to come
        Assert.Equal(0, daemon.EndByTerminate().ExitCode);

        var (calls, lost) = run.ReadSerials();
        var others = run.ReadOtherSerials();
        for (var serial = calls.Keys.Min(); serial <= calls.Keys.Max(); serial++)
            Assert.True(calls.ContainsKey(serial) || others.Contains(serial) || lost.Exists(l => l.First <= serial && serial <= l.Last), $"{serial} is neither there nor told of");
        AssertReadAlike("-k", "storm");
    }

    public void Dispose()
    {
        run.Dispose();
        disk.Dispose();
    }

    private static bool IsHard(string action) => action is "exec" or "suspend" or "single" or "halt";

    private string Setting(string action) => action == "exec" ? $"exec {run.PathOf("act")}" : action;

    private RunningProgram Start(string extra, string? shell = null)
    {
        foreach (var (name, word) in (ReadOnlySpan<(string, string)>)[("act", "exec"), ("power", "power")])
        {
            File.WriteAllText(run.PathOf(name), $"#!/bin/sh\necho {word} \"$@\" >>{run.PathOf("called")}\n");
            File.SetUnixFileMode(run.PathOf(name), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute);
        }

        var network = string.Create(CultureInfo.InvariantCulture, $"local_events = no\nuse_libwrap = no\ntcp_max_per_addr = 4\ntcp_listen_port = {port}\n");
        run.ConfigureAll($"max_log_file = 1\nnum_logs = 3\n{network}{extra}", $"power_program = {run.PathOf("power")}\n");
        string[] words = ["auditd", "-n", "-c", run.Folder];
        var daemon = shell is null
            ? RunningProgram.Start(AuspexProgram.Path, words)
            : RunningProgram.Start("/bin/sh", ["-c", shell, AuspexProgram.Path, .. words]);
        var wanted = string.Create(CultureInfo.InvariantCulture, $":{port:X4} 00000000000000000000000000000000:0000 0A");
        daemon.WaitUntil(() => File.ReadAllText("/proc/net/tcp6").Contains(wanted, StringComparison.Ordinal), "a daemon that listens");
        return daemon;
    }

    private static void Limit(RunningProgram daemon, string bytes)
    {
        using var program = RunningProgram.Start("prlimit", ["--pid", daemon.Pid.ToString(CultureInfo.InvariantCulture), $"--fsize={bytes}:"]);
        Assert.Equal(0, program.WaitForEnd().ExitCode);
    }

    private static void Make(Storm storm, int events)
    {
        using var made = storm.Start(events);
        Assert.Equal(0, made.WaitForEnd().ExitCode);
    }

    /// <summary>Sends records; each is to be answered as given, or as written.</summary>
    private void Send(TestSender sender, int count, FrameType reply, int length = 100, bool isLow = false)
    {
        for (var i = 0; i < count; i++)
        {
            sequence++;
            var line = string.Create(CultureInfo.InvariantCulture, $"node=mars type=LOGIN msg=audit(1700000000.000:{sequence}): pid={sequence} x={new string('x', length)} end");
            sender.Send(TestSender.RecordOf(sequence, line));
            var answer = sender.ReadReply();
            Assert.Equal(sequence, answer?.Sequence);
            if (answer!.Value.Type is FrameType.Ack || (isLow && answer.Value.Type == FrameType.DiskLow))
            {
                written.Add(line);
                continue;
            }

            Assert.Equal(reply, answer.Value.Type);
            refused++;
        }
    }

    private void AssertActed(RunningProgram daemon, string action, string? notice, string? called)
    {
        if (called is not null)
        {
            daemon.WaitUntil(() => File.Exists(run.PathOf("called")), "the program of the action");
            daemon.WaitUntil(() => File.ReadAllText(run.PathOf("called")) == called + "\n", called);
        }
        else
        {
            Assert.False(File.Exists(run.PathOf("called")));
        }

        var told = File.ReadAllText(daemon.ErrorFile);
        if (notice is not null) Assert.Contains(notice, told, StringComparison.Ordinal);
        else if (action == "ignore") Assert.DoesNotContain("Audit daemon", told, StringComparison.Ordinal);
        if (action == "syslog" && notice != Error) Assert.Equal(2, told.Split(notice!).Length); // once
    }

    /// <summary>After room was made it is told to go on: it does, and tells what is missing; all that it said it had written is there.</summary>
    private void GoOn(RunningProgram daemon, TestSender sender, string action, Action mend)
    {
        if (IsHard(action))
        {
            using var second = new TestSender(port); // whose records of beginning and end have no place
            second.Send(TestSender.FrameOf(FrameType.Heartbeat, 1, []));
            Assert.Equal(FrameType.Ack, second.ReadReply()?.Type);
        }

        mend();
        Thread.Sleep(50);
        daemon.Signal(User2);
        daemon.WaitUntil(() => run.Count("type=DAEMON_RESUME") == 1, "logging resumed");
        Send(sender, 5, FrameType.Ack);
        sender.Dispose();
        Assert.Equal(0, daemon.EndByTerminate().ExitCode);

        _ = run.ReadSerials(); // no torn line
        var text = run.Text();
        var kept = text.Split('\n').Where(static l => l.StartsWith("node=mars", StringComparison.Ordinal)).ToList();
        Assert.Equal(action == "rotate" ? written[^kept.Count..] : written, kept);
        var told = text.Split("op=lost cause=disk count=").Skip(1).Sum(static t => int.Parse(t[..t.IndexOf(' ', StringComparison.Ordinal)], CultureInfo.InvariantCulture));
        if (IsHard(action)) Assert.InRange(told, 1, refused + 20);
        else Assert.Equal(refused, told);
        AssertReadAlike("-m", "LOGIN,DAEMON_ERR");
    }

    private void AssertReadAlike(params string[] query)
    {
        var all = run.PathOf("all");
        File.WriteAllBytes(all, run.ReadAll());
        using var program = RunningProgram.Start(AuspexProgram.Path, ["ausearch", "-if", all, .. query, "--raw"]);
        var ours = program.WaitForEnd();
        Assert.Equal(0, ours.ExitCode);
        if (!File.Exists(Path.Combine(DebianTools.Root, "sbin/ausearch"))) return;

        // Debian's puts the mark of enriched fields behind every record, also where there are none.
        var theirs = DebianAuditctl.RunTool("ausearch", ["-if", all, .. query, "--raw"]);
        Assert.Equal(WithoutMarks(theirs), WithoutMarks(ours));

        static string WithoutMarks(ProgramResult result) => result.Output.Replace("\x1D\n", "\n", StringComparison.Ordinal);
    }
}
