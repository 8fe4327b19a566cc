using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Auspex.SystemTests.Kernel;
using Auspex.SystemTests.Support;

namespace Auspex.SystemTests.Daemon;

/// <summary>What a daemon must survive: places that are gone or somebody's, a second one, streams that cannot be written, clients that dawdle.</summary>
[Collection(KernelCollection.Name)]
public sealed class SurvivalTests
{
    private const int Hangup = 1;
    private const int Continue = 18;
    private const string PidFile = "/run/audit/auditd.pid";

    [Fact]
    public void A_second_daemon_touches_nothing_of_the_first()
    {
        using var kernel = KernelLock.Acquire();
        using var run = new DaemonRun();
        var socket = run.PathOf("json.sock");
        run.Configure("", $"json_socket = {socket}\n");
        using var first = run.Start();
        first.WaitUntil(() => File.Exists(socket) && File.Exists(PidFile), "its files");
        first.Signal(Continue);
        first.WaitUntil(() => File.Exists("/run/audit/auditd.state"), "a state report");
        using (var half = new FileStream(run.Log, FileMode.Append)) half.Write("type=USER msg=audit(1000.000:1): half a li"u8);
        var before = new FileInfo(run.Log).Length;
        using (var second = RunningProgram.Start(AuspexProgram.Path, ["auditd", "-n", "-c", run.Folder]))
        {
            var result = second.WaitForEnd();
            Assert.Equal(1, result.ExitCode);
            Assert.Contains("another audit daemon is running", result.Errors, StringComparison.Ordinal);
        }

        Assert.Equal(before, new FileInfo(run.Log).Length);
        Assert.Equal(first.Pid, int.Parse(File.ReadAllText(PidFile), CultureInfo.InvariantCulture));
        Assert.True(File.Exists(socket) && File.Exists("/run/audit/auditd.state"));
        Assert.Equal(first.Pid, (int)kernel.Control.GetStatus().AuditorPid);
        Assert.Equal(0, first.EndByTerminate().ExitCode);
        Assert.False(File.Exists(PidFile) || File.Exists("/run/auditd.pid"));
    }

    [Fact]
    public void It_is_called_auditd_and_its_pid_stands_where_scripts_look()
    {
        using var kernel = KernelLock.Acquire();
        using var run = new DaemonRun();
        using var daemon = run.Start();
        daemon.WaitUntil(static () => File.Exists("/run/auditd.pid"), "a pid file");
        Assert.Equal("auditd\n", File.ReadAllText($"/proc/{daemon.Pid}/comm"));
        Assert.Equal($"{daemon.Pid}\n", File.ReadAllText("/run/auditd.pid"));
        Assert.Equal(0, daemon.EndByTerminate().ExitCode);
    }

    [Fact]
    public void A_folder_without_configuration_that_was_named_is_an_error()
    {
        using var daemon = RunningProgram.Start(AuspexProgram.Path, ["auditd", "-n", "-c", "/nonexistent"]);
        var result = daemon.WaitForEnd();
        if (result.ExitCode == 4) Assert.Skip("not root, or no audit here");
        Assert.Equal(6, result.ExitCode);
        Assert.Contains("/nonexistent/auditd.conf", result.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("json_socket")]
    [InlineData("metrics_listen")]
    public void A_folder_that_is_gone_costs_its_socket_and_no_more(string key)
    {
        using var kernel = KernelLock.Acquire();
        using var run = new DaemonRun();
        var folder = Directory.CreateDirectory(run.PathOf("s"));
        var socket = Path.Combine(folder.FullName, "x.sock");
        run.Configure("", $"{key} = {socket}\n");
        using var daemon = run.Start();
        daemon.WaitUntil(() => File.Exists(socket), "the socket");
        folder.Delete(recursive: true);
        run.Configure("", "");
        daemon.Signal(Hangup);
        daemon.WaitUntil(() => run.Count("op=reconfigure state=changed") == 1, "a reload");
        run.Configure("", $"{key} = {socket}\n");
        daemon.Signal(Hangup);
        daemon.WaitUntil(() => File.ReadAllText(daemon.ErrorFile).Contains("continuing without it", StringComparison.Ordinal), "a complaint");
        folder.Create();
        daemon.Signal(Hangup);
        daemon.WaitUntil(() => File.Exists(socket), "the socket again");
        folder.Delete(recursive: true);
        Assert.Equal(0, daemon.EndByTerminate().ExitCode);
    }

    [Theory]
    [InlineData("json_socket")]
    [InlineData("metrics_listen")]
    public void What_is_no_socket_of_ours_is_never_removed(string key)
    {
        using var kernel = KernelLock.Acquire();
        using var run = new DaemonRun();
        var place = run.PathOf("x.sock");
        File.WriteAllText(place, "somebody's");
        run.Configure("", $"{key} = {place}\n");
        using var daemon = run.Start();
        daemon.WaitUntil(() => File.ReadAllText(daemon.ErrorFile).Contains("something else than a socket", StringComparison.Ordinal), "a complaint");
        File.Delete(place);
        daemon.Signal(Hangup);
        daemon.WaitUntil(() => File.Exists(place), "the socket");
        File.Delete(place);
        File.WriteAllText(place, "put there while it ran");
        Assert.Equal(0, daemon.EndByTerminate().ExitCode);
        Assert.Equal("put there while it ran", File.ReadAllText(place));

        // One at which another listens is his.
        File.Delete(place);
        using var other = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        other.Bind(new UnixDomainSocketEndPoint(place));
        other.Listen();
        using var next = run.Start();
        next.WaitUntil(() => File.ReadAllText(next.ErrorFile).Contains("somebody listens there already", StringComparison.Ordinal), "a complaint");
        Assert.Equal(0, next.EndByTerminate().ExitCode);
        Assert.True(File.Exists(place));
    }

    [Theory]
    [InlineData("/dev/full")]
    [InlineData("/dev/null")]
    public void A_standard_error_that_cannot_be_written_ends_nothing(string errors)
    {
        using var kernel = KernelLock.Acquire();
        using var run = new DaemonRun();
        using var daemon = RunningProgram.Start("/bin/sh", ["-c", "exec \"$0\" auditd -n -c \"$1\" 2>\"$2\"", AuspexProgram.Path, run.Folder, errors]);
        daemon.WaitUntil(() => (int)kernel.Control.GetStatus().AuditorPid == daemon.Pid, "a daemon that is the auditor");
        run.Configure("bogus = 1\n");
        daemon.Signal(Hangup);
        daemon.WaitUntil(() => run.Count("op=reconfigure state=no-change") == 1, "a refused reload");
        Assert.Equal(0, daemon.EndByTerminate().ExitCode);
    }

    [Fact]
    public void Clients_that_say_nothing_keep_no_scraper_waiting()
    {
        using var kernel = KernelLock.Acquire();
        using var run = new DaemonRun();
        var place = run.PathOf("metrics.sock");
        run.Configure("", $"metrics_listen = {place}\n");
        using var daemon = run.Start();
        daemon.WaitUntil(() => File.Exists(place), "the socket");
        var slow = new List<Socket>();
        for (var i = 0; i < 40; i++)
        {
            slow.Add(Connect(place));
            slow[^1].Send("GET /met"u8);
        }

        // With one client after the other this would take 80 seconds.
        var clock = System.Diagnostics.Stopwatch.StartNew();
        using (var scraper = Connect(place))
        {
            scraper.Send("GET /metrics HTTP/1.1\r\n\r\n"u8);
            Assert.StartsWith("HTTP/1.1 200 OK", ReadAll(scraper), StringComparison.Ordinal);
        }

        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), $"answered after {clock.Elapsed}");
        TestContext.Current.TestOutputHelper?.WriteLine($"answered after {clock.ElapsedMilliseconds} ms with {slow.Count} slow clients");
        slow.ForEach(static s => s.Dispose());
        Assert.Equal(0, daemon.EndByTerminate().ExitCode);
    }

    [Fact]
    public void The_folder_of_the_log_is_its_groups_to_read()
    {
        using var kernel = KernelLock.Acquire();
        using var logs = new DaemonRun(); // a folder like others
        using var run = new DaemonRun("log_group = 12\n", logFolder: logs.Folder);
        File.WriteAllText(run.Log + ".1", "");
        File.SetUnixFileMode(run.Log + ".1", UnixFileMode.UserRead);
        using var daemon = run.Start();
        daemon.WaitUntil(() => run.Count("type=DAEMON_START") == 1, "a log");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute, File.GetUnixFileMode(logs.Folder));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.GroupRead, File.GetUnixFileMode(run.Log + ".1"));
        Assert.Equal(0, daemon.EndByTerminate().ExitCode);
    }

    private static Socket Connect(string place)
    {
        var client = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) { ReceiveTimeout = 60_000 };
        client.Connect(new UnixDomainSocketEndPoint(place));
        return client;
    }

    private static string ReadAll(Socket client)
    {
        var text = new StringBuilder();
        var room = new byte[4096];
        while (client.Receive(room) is var count and > 0) text.Append(Encoding.UTF8.GetString(room, 0, count));
        return text.ToString();
    }
}
