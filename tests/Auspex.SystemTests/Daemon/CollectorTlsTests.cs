using System.Globalization;
using System.Text.RegularExpressions;
using Auspex.Daemon.Remote;
using Auspex.Linux.Tls;
using Auspex.SystemTests.Kernel;
using Auspex.SystemTests.Support;

namespace Auspex.SystemTests.Daemon;

/// <summary>Senders over TLS, with keys that both ends share.</summary>
[Collection(KernelCollection.Name)]
public sealed class CollectorTlsTests : IDisposable
{
    private const int Hangup = 1;

    private readonly int port = TestSender.FreePort();
    private readonly DaemonRun run = new();
    private readonly byte[] mars = MakeKey(1);
    private readonly byte[] venus = MakeKey(2);

    [Fact]
    public void Who_knows_its_key_comes_in_and_nobody_else()
    {
        WriteKeys("mars enabled key={0}\nvenus enabled key={1}\n");
        using var daemon = Start();
        using (var sender = new TestSender(port))
        {
            using var context = ContextOf("mars", mars);
            using var session = Establish(context, sender);
            Assert.Equal("TLSv1.3", session.Version);
            Write(session, sender, TestSender.RecordOf(2, "node=mars type=LOGIN msg=audit(1.000:1): over tls"));
            Assert.Equal(new FrameHeader(FrameType.Ack, 0, 2), ReadReply(session, sender));
        }

        Refused("mars", venus);
        Refused("pluto", mars);
        using (var plain = new TestSender(port))
        {
            plain.Send(TestSender.RecordOf(2, "node=plain type=LOGIN msg=audit(1.000:1): no tls"));
            Assert.Null(plain.ReadReply());
        }

        Assert.Equal(1, run.Count("node=mars type=LOGIN msg=audit(1.000:1): over tls\n"));
        Assert.Equal(4, run.Count("type=DAEMON_ACCEPT")); // one for each caller
        Assert.DoesNotContain(" ID=\"", run.Text().Replace((char)0x1D, ' '), StringComparison.Ordinal);
        Assert.Equal(0, run.Count("no tls"));
        Assert.Equal(1, run.Count(" id=mars profile=compatible reason=none auth=psk tls_version=TLSv1.3 cipher=TLS_AES_128_GCM_SHA256 group="));
        Assert.Equal(1, run.Count("id=mars profile=compatible reason=binder-does-not-verify"));
        Assert.Equal(1, run.Count("id=pluto profile=compatible reason=unknown-identity"));
        Assert.Equal(0, daemon.EndByTerminate().ExitCode);
    }

    [Fact]
    public void Each_end_tells_the_kernel_once_of_a_session_and_once_of_its_end()
    {
        using var kernel = KernelLock.Acquire();
        WriteKeys("mars enabled key={0}\n");
        using var daemon = Start(hasLocalEvents: true);
        daemon.WaitUntil(() => kernel.Control.GetStatus().AuditorPid == daemon.Pid, "the auditor");
        for (var connection = 1; connection <= 2; connection++)
        {
            using var plugin = new RemotePlugin(ConfigureSender());
            plugin.Write(connection, connection);
            daemon.WaitUntil(() => run.Count($" n={connection}\n") == 1, "the record");
            Assert.Equal(0, plugin.End());
            daemon.WaitUntil(() => run.Count("type=CRYPTO_KEY_USER") == 2 * connection, "the ends, as both ends tell them");
            var told = run.Text().Replace((char)0x1D, ' ').Split('\n').Where(static l => l.StartsWith("type=CRYPTO_", StringComparison.Ordinal)).ToList();
            Assert.Equal(6 * connection, told.Count);
            var remote = AssertSession(told, plugin.Pid, connection: 1, laddr: "127.0.0.1", addr: "127.0.0.1");
            var local = AssertSession(told, daemon.Pid, connection, "(::ffff:)?127.0.0.1", "(::ffff:)?127.0.0.1");
            Assert.Equal((local.Local, local.Remote), (remote.Remote, remote.Local));
            Assert.Equal(port, local.Local);
        }

        Assert.Equal(0, daemon.EndByTerminate().ExitCode);
    }

    [Fact]
    public void Who_is_taken_from_the_list_is_sent_away_at_once_and_others_stay()
    {
        WriteKeys("mars enabled key={0}\nvenus enabled key={1}\n");
        using var daemon = Start();
        using var first = new TestSender(port);
        using var second = new TestSender(port);
        using var marsContext = ContextOf("mars", mars);
        using var venusContext = ContextOf("venus", venus);
        using var going = Establish(marsContext, first);
        using var staying = Establish(venusContext, second);
        WriteKeys("mars disabled key={0}\nvenus enabled key={1}\n");
        daemon.Signal(Hangup);
        Assert.Null(ReadReply(going, first));
        Write(staying, second, TestSender.FrameOf(FrameType.Heartbeat, 9, []));
        Assert.Equal(new FrameHeader(FrameType.Ack, 0, 9), ReadReply(staying, second));
        daemon.Signal(15);
        Assert.Equal(FrameType.Ending, ReadReply(staying, second)?.Type);
        second.Dispose();
        Assert.Equal(0, daemon.WaitForEnd().ExitCode);
    }

    [Fact]
    public void Half_open_handshakes_are_limited()
    {
        WriteKeys("mars enabled key={0}\n");
        using var daemon = Start();
        var halves = Enumerable.Range(0, Auspex.Linux.Daemon.Remote.Collector.MaxHandshakes + 3).Select(_ => new TestSender(port)).ToList();
        daemon.WaitUntil(() => run.Count("op=handshake-limit addr=") == 3, "refused handshakes");
        halves.ForEach(static h => h.Dispose());
        daemon.WaitUntil(() => run.Count("type=DAEMON_CLOSE") == Auspex.Daemon.Remote.CallerRecords.EachAddress, "their first ends");
        Assert.Equal(0, daemon.EndByTerminate().ExitCode);

        // The other ends of the same address are counted in one record.
        Assert.Contains($" count={halves.Count - 3 - Auspex.Daemon.Remote.CallerRecords.EachAddress} ", run.Text().Split('\n').Last(static l => l.Contains("type=DAEMON_CLOSE", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_that_others_can_read_is_refused()
    {
        WriteKeys("mars enabled key={0}\n");
        File.SetUnixFileMode(run.PathOf("mars.key"), UnixFileMode.UserRead | UnixFileMode.GroupRead);
        Configure();
        using var daemon = RunningProgram.Start(AuspexProgram.Path, ["auditd", "-f", "-c", run.Folder]);
        var result = daemon.WaitForEnd();
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("permissions should be 0400", result.Errors, StringComparison.Ordinal);
    }

    public void Dispose() => run.Dispose();

    private static byte[] MakeKey(int seed)
    {
        var key = new byte[32];
        new Random(seed).NextBytes(key);
        return key;
    }

    private static TlsContext ContextOf(string identity, byte[] key)
    {
        var context = TlsContext.Create(new TlsSettings { Identity = identity, Key = key }, out var fault);
        if (context is null) Assert.Skip(fault);
        return context;
    }

    private static TlsSession Establish(TlsContext context, TestSender sender)
    {
        var session = TlsSession.Open(context, sender.Descriptor)!;
        sender.Socket.Blocking = false;
        Assert.Equal(TlsStep.Done, Repeat(session.Handshake, sender));
        return session;
    }

    private static TlsStep Repeat(Func<TlsStep> step, TestSender sender)
    {
        while (true)
        {
            var result = step();
            if (result is not (TlsStep.WantsRead or TlsStep.WantsWrite)) return result;
            var mode = result == TlsStep.WantsRead ? System.Net.Sockets.SelectMode.SelectRead : System.Net.Sockets.SelectMode.SelectWrite;
            Assert.True(sender.Socket.Poll(5_000_000, mode), "the collector is silent");
        }
    }

    private static void Write(TlsSession session, TestSender sender, byte[] bytes) =>
        Assert.Equal(TlsStep.Done, Repeat(() => session.Write(bytes, out _), sender));

    private static FrameHeader? ReadReply(TlsSession session, TestSender sender)
    {
        var bytes = new byte[FrameHeader.Size];
        if (Repeat(() => session.Read(bytes, out _), sender) != TlsStep.Done) return null;
        return FrameHeader.TryRead(bytes, out var header) ? header : null;
    }

    /// <summary>One end's records: a start for each direction, one end, with the fields of audit-userspace in its order.</summary>
    /// <returns>The ports of the last connection, as this end sees them.</returns>
    private static (int Local, int Remote) AssertSession(List<string> told, int pid, int connection, string laddr, string addr)
    {
        var ends = $"spid={pid} suid=\\? rport=(?<remote>[0-9]+) laddr={laddr} lport=(?<local>[0-9]+)  exe=\"[^\"]+\" hostname=\\? addr={addr} terminal=\\? res=success'";
        string MessageOf(string type, string fields) => $"^type={type} msg=audit\\([0-9.:]+\\): pid={pid} uid=0 auid=[0-9]+ ses=[0-9]+ (subj=\\S+ )?msg='{fields} {ends}";
        string[] patterns =
        [
            MessageOf("CRYPTO_SESSION", "op=start direction=from-client cipher=TLS_AES_128_GCM_SHA256 ksize=128 mac=<implicit> pfs=[A-Za-z0-9]+"),
            MessageOf("CRYPTO_SESSION", "op=start direction=from-server cipher=TLS_AES_128_GCM_SHA256 ksize=128 mac=<implicit> pfs=[A-Za-z0-9]+"),
            MessageOf("CRYPTO_KEY_USER", "op=destroy kind=session fp=\\? direction=both"),
        ];
        var ports = new List<(int, int)>();
        foreach (var pattern in patterns)
        {
            var matches = told.Select(l => Regex.Match(l, pattern, RegexOptions.NonBacktracking)).Where(static m => m.Success).ToList();
            Assert.True(matches.Count == connection, $"{matches.Count} of {pattern}\n{string.Join('\n', told)}");
            ports.Add((Number(matches[^1], "local"), Number(matches[^1], "remote")));
        }

        return Assert.Single(ports.Distinct());
    }

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    /// <summary>audisp-remote's configuration, with the key of mars.</summary>
    private string ConfigureSender()
    {
        var file = run.PathOf("audisp-remote.conf");
        File.WriteAllText(file, string.Create(
            CultureInfo.InvariantCulture,
            $"remote_server = 127.0.0.1\nport = {port}\nqueue_file = {run.PathOf("spool")}\nnetwork_failure_action = warn_once\ntransport = tls\n"
            + $"tls_psk_file = {run.PathOf("mars.key")}\ntls_psk_identity = mars\n"));
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return file;
    }

    /// <summary>A client learns that it is refused with the handshake, or with the first thing that it reads.</summary>
    private void Refused(string identity, byte[] key)
    {
        using var sender = new TestSender(port);
        using var context = ContextOf(identity, key);
        using var session = TlsSession.Open(context, sender.Descriptor)!;
        sender.Socket.Blocking = false;
        Assert.Equal(TlsStep.Failed, Repeat(session.Handshake, sender));
        Assert.NotEmpty(session.Fault);
    }

    private void WriteKeys(string list)
    {
        foreach (var (name, key) in new[] { ("mars", mars), ("venus", venus) })
        {
            var file = run.PathOf(name + ".key");
            File.Delete(file);
            File.WriteAllText(file, Convert.ToHexString(key) + "\n");
            File.SetUnixFileMode(file, UnixFileMode.UserRead);
        }

        File.WriteAllText(run.PathOf("clients"), string.Format(CultureInfo.InvariantCulture, list, run.PathOf("mars.key"), run.PathOf("venus.key")));
        File.SetUnixFileMode(run.PathOf("clients"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    private void Configure(bool hasLocalEvents = false) => run.Configure(string.Create(
        CultureInfo.InvariantCulture,
        $"local_events = {(hasLocalEvents ? "yes" : "no")}\nuse_libwrap = no\ntcp_listen_port = {port}\ntcp_max_per_addr = 64\ntransport = TLS\ntls_allowed_clients = {run.PathOf("clients")}\n"));

    private RunningProgram Start(bool hasLocalEvents = false)
    {
        using (ContextOf("mars", mars)) Configure(hasLocalEvents); // skips where there is no OpenSSL
        var daemon = RunningProgram.Start(AuspexProgram.Path, ["auditd", "-n", "-c", run.Folder]);
        var wanted = string.Create(CultureInfo.InvariantCulture, $":{port:X4} 00000000000000000000000000000000:0000 0A");
        daemon.WaitUntil(() => File.ReadAllText("/proc/net/tcp6").Contains(wanted, StringComparison.Ordinal), "a daemon that listens");
        return daemon;
    }
}
