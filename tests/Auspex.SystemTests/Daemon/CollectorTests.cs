using System.Globalization;
using System.Net.Sockets;
using Auspex.Daemon.Remote;
using Auspex.SystemTests.Kernel;
using Auspex.SystemTests.Support;

namespace Auspex.SystemTests.Daemon;

/// <summary>The daemon as it receives from other machines, which here are this one. It is not the kernel's auditor then.</summary>
[Collection(KernelCollection.Name)]
public sealed class CollectorTests : IDisposable
{
    private const int Hangup = 1;
    private const int Continue = 18;

    private readonly int port = TestSender.FreePort();
    private readonly DaemonRun run = new();

    [Fact]
    public void Debians_sender_is_served_and_each_of_its_records_comes_once()
    {
        const int records = 500;
        var root = DebianTools.Root;
        if (!File.Exists(Path.Combine(root, "sbin/audisp-remote"))) Assert.Skip("Debian's audisp-remote is not here: tools/oracle.sh");
        using var daemon = Start("");
        Directory.CreateDirectory(run.PathOf("etc"));
        var etc = run.PathOf("etc/audisp-remote.conf");
        File.WriteAllText(etc, string.Create(CultureInfo.InvariantCulture, $"remote_server = 127.0.0.1\nport = {port}\ntransport = tcp\nmode = immediate\nformat = managed\nqueue_depth = 2048\n"));
        File.SetUnixFileMode(etc, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.WriteAllLines(run.PathOf("records"), Enumerable.Range(1, records).Select(static i => string.Create(CultureInfo.InvariantCulture, $"node=mars type=LOGIN msg=audit(1700000000.000:{i}): pid={i} end")));

        // Its configuration has one place only: a mount of its own puts ours there, and what is made for it is taken away again.
        var script = "made=; [ -d /etc/audit ] || { mkdir /etc/audit; made=1; }\n"
            + $"unshare -m sh -c 'mount --bind {run.PathOf("etc")} /etc/audit && cat {run.PathOf("records")} | {DebianTools.Environ} {root}/sbin/audisp-remote'\n"
            + "rc=$?; [ -z \"$made\" ] || rmdir /etc/audit; exit $rc\n";
        using var sender = RunningProgram.Start("/bin/sh", ["-c", script]);
        Assert.Equal(0, sender.WaitForEnd().ExitCode);
        for (var i = 1; i <= records; i++) Assert.Equal(1, run.Count(string.Create(CultureInfo.InvariantCulture, $" pid={i} end\n")));
        Assert.Equal(0, daemon.EndByTerminate().ExitCode);
    }

    [Fact]
    public void Among_garbage_floods_and_half_open_connections_a_good_sender_loses_nothing()
    {
        const int records = 2000;
        using var daemon = Start("tcp_max_per_addr = 64\n");
        var hostile = Enumerable.Range(0, 20).Select(_ => new TestSender(port)).ToList();
        using var good = new TestSender(port);
        var noise = new byte[60_000];
        new Random(7).NextBytes(noise);
        foreach (var (sender, i) in hostile.Select(static (s, i) => (s, i)))
        {
            sender.Socket.Blocking = false; // some of them never read a reply
            var bytes = (i % 5) switch
            {
                0 => noise,
                1 => TestSender.FrameOf(FrameType.Message, 1, []).AsSpan(0, 7).ToArray(), // half a header, and nothing more
                2 => [.. Enumerable.Range(0, 3000).SelectMany(static n => TestSender.FrameOf(FrameType.Heartbeat, (uint)n, []))],
                3 => [0xFE, 0, 0, 0xFF, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0, 0, 0, 0, 1, 2, 3], // a body of 65535 bytes
                _ => new byte[60_000],
            };
            _ = sender.Socket.Send(bytes, SocketFlags.None, out _);
        }

        for (uint i = 1; i <= records; i++)
        {
            good.Send(TestSender.RecordOf(i, string.Create(CultureInfo.InvariantCulture, $"node=good type=LOGIN msg=audit(1700000000.000:{i}): pid={i} end")));
            Assert.Equal(new FrameHeader(FrameType.Ack, 0, i), good.ReadReply());
        }

        Assert.Equal(records, run.Count("node=good type=LOGIN"));
        daemon.WaitUntil(() => run.Count("type=DAEMON_CLOSE") >= 8, "the ends of those that sent no frames");
        daemon.Signal(Continue);
        daemon.WaitUntil(() => File.Exists("/run/audit/auditd.state") && File.ReadAllText("/run/audit/auditd.state").Contains("network frames refused = 4\n", StringComparison.Ordinal), "a state report");
        Assert.Contains("listening for network connections = yes\n", File.ReadAllText("/run/audit/auditd.state"), StringComparison.Ordinal);
        hostile.ForEach(static s => s.Dispose());
        Assert.Equal(0, daemon.EndByTerminate().ExitCode);
        Assert.Equal(run.Count("type=DAEMON_ACCEPT"), run.Count("type=DAEMON_CLOSE"));
    }

    [Fact]
    public void Callers_are_refused_in_records_and_senders_are_told_of_the_end()
    {
        using var daemon = Start("");
        using var sender = new TestSender(port);
        sender.Send(TestSender.FrameOf(FrameType.Heartbeat, 5, []));
        Assert.Equal(new FrameHeader(FrameType.Ack, 0, 5), sender.ReadReply());
        Assert.Equal(1, run.Count(string.Create(CultureInfo.InvariantCulture, $": addr=::ffff:127.0.0.1 port={sender.Port} res=success\n")));
        using (var second = new TestSender(port))
        {
            Assert.Null(second.ReadReply());
            Assert.Equal(1, run.Count(string.Create(CultureInfo.InvariantCulture, $": op=dup addr=::ffff:127.0.0.1 port={second.Port} res=no\n")));
        }

        Configure("tcp_max_per_addr = 2\ntcp_client_ports = 1-1023\n");
        daemon.Signal(Hangup);
        daemon.WaitUntil(() => run.Count("op=reconfigure state=changed") == 1, "a reload");
        using (var third = new TestSender(port))
        {
            Assert.Null(third.ReadReply());
            Assert.Equal(1, run.Count("op=port addr="));
        }

        daemon.Signal(15);
        Assert.Equal(new FrameHeader(FrameType.Ending, 0, 0), sender.ReadReply());
        Assert.Null(sender.ReadReply());
        sender.Dispose();
        Assert.Equal(0, daemon.WaitForEnd().ExitCode);
        Assert.Contains("DAEMON_CLOSE", run.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void Who_is_idle_too_long_is_sent_away_and_a_changed_queue_sends_all_away()
    {
        using var daemon = Start("tcp_client_max_idle = 2\ntcp_max_per_addr = 9\n");
        using var idle = new TestSender(port);
        using var busy = new TestSender(port);
        for (uint i = 0; i < 40; i++)
        {
            busy.Send(TestSender.FrameOf(FrameType.Heartbeat, i, []));
            Assert.Equal(i, busy.ReadReply()?.Sequence);
            Thread.Sleep(100);
        }

        Assert.Null(idle.ReadReply());
        Configure("tcp_listen_queue = 7\ntcp_max_per_addr = 9\n");
        daemon.Signal(Hangup);
        Assert.Equal(FrameType.Ending, busy.ReadReply()?.Type);
        busy.Dispose();
        daemon.WaitUntil(() => run.Count("op=reconfigure state=changed") == 1, "a reload");
        Thread.Sleep(700);
        using var next = new TestSender(port);
        next.Send(TestSender.RecordOf(3, "type=LOGIN msg=audit(1.000:1): after"));
        Assert.Equal(FrameType.Ack, next.ReadReply()?.Type);
        Assert.Equal(0, daemon.EndByTerminate().ExitCode);
    }

    public void Dispose() => run.Dispose();

    private void Configure(string extra) =>
        run.Configure(string.Create(CultureInfo.InvariantCulture, $"local_events = no\nuse_libwrap = no\ntcp_listen_port = {port}\n{extra}"));

    private RunningProgram Start(string extra)
    {
        Configure(extra);
        var daemon = RunningProgram.Start(AuspexProgram.Path, ["auditd", "-n", "-c", run.Folder]);
        daemon.WaitUntil(IsListening, "a daemon that listens");
        return daemon;
    }

    private bool IsListening()
    {
        var wanted = string.Create(CultureInfo.InvariantCulture, $":{port:X4} 00000000000000000000000000000000:0000 0A");
        return File.ReadAllText("/proc/net/tcp6").Contains(wanted, StringComparison.Ordinal);
    }
}
