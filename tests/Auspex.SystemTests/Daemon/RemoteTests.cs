using Auspex.Daemon.Remote;

namespace Auspex.SystemTests.Daemon;

/// <summary>audisp-remote against a collector of the tests' own.</summary>
public sealed class RemoteTests
{
    private const int SIGHUP = 1;
    private const int SIGTERM = 15;
    private const string StateFile = "/run/audit/remote.state";

    [Fact]
    public void Records_go_out_in_order_and_what_waits_is_sent_when_the_input_ends()
    {
        using var place = new RemotePlace();
        using var collector = new FakeCollector();
        using var plugin = new RemotePlugin(place.Configure(collector.Port));
        plugin.Write(1, 500);
        plugin.Write("node=a type=EOE msg=audit(1.000:1): \ntype=EOE msg=audit(1.000:1): \nrubbish\n");
        plugin.Write(501, 1000);
        Assert.Equal(0, plugin.End());
        var frames = collector.Frames;
        Assert.Equal(Enumerable.Range(1, 1000).Select(RemotePlugin.Line), frames.Select(static f => f.Body), StringComparer.Ordinal);
        Assert.Equal(Enumerable.Range(2, 1000).Select(static i => (uint)i), frames.Select(static f => f.Header.Sequence));
        Assert.Equal(1, collector.Connections);
    }

    [Fact]
    public void The_first_server_that_answers_is_taken()
    {
        using var place = new RemotePlace();
        using var collector = new FakeCollector();
        using var plugin = new RemotePlugin(place.Configure(collector.Port, server: "127.0.0.9,no-such-host.invalid,127.0.0.1"));
        plugin.Write(1, 10);
        Assert.Equal(0, plugin.End());
        Assert.Equal(10, collector.Frames.Count);
    }

    [Fact]
    public void Silence_is_filled_with_heartbeats_and_one_without_answer_makes_it_connect_anew()
    {
        using var place = new RemotePlace();
        using var collector = new FakeCollector();
        collector.Answer = h => h.Sequence == 4 && collector.Connections == 1 ? null : FrameType.Ack;
        using var plugin = new RemotePlugin(place.Configure(collector.Port, "heartbeat_timeout = 1\nmax_time_per_record = 1\n"));
        plugin.Write(1, 1);
        RemotePlugin.WaitUntil(() => collector.Connections == 2, "a second connection");
        RemotePlugin.WaitUntil(() => collector.Frames.Count > 5, "heartbeats");
        Assert.Equal(0, plugin.End());
        Assert.All(collector.Frames.Skip(1), static f => Assert.Equal((FrameType.Heartbeat, 0), (f.Header.Type, f.Header.Length)));
    }

    [Fact]
    public void A_collector_that_goes_down_and_comes_back_is_found_without_further_records()
    {
        using var place = new RemotePlace();
        using var collector = new FakeCollector { Answer = static h => h.Sequence == 3 ? FrameType.Ending : FrameType.Ack };
        using var plugin = new RemotePlugin(place.Configure(collector.Port));
        plugin.Write(1, 3);
        RemotePlugin.WaitUntil(() => collector.Frames.Count == 4, "all records");
        Assert.Equal(new[] { 1, 2, 2, 3 }.Select(RemotePlugin.Line), collector.Frames.Select(static f => f.Body), StringComparer.Ordinal);
        collector.Say(FrameType.Ending);
        Thread.Sleep(200);
        plugin.Write(4, 4);
        RemotePlugin.WaitUntil(() => collector.Frames.Count == 5, "a record after an end that nobody asked for");
        Assert.Equal(3, collector.Connections);
        plugin.Signal(SIGHUP);
        RemotePlugin.WaitUntil(() => collector.Connections == 4, "a new connection");
        Assert.Equal(0, plugin.End());
    }

    [Fact]
    public void A_signal_ends_it_while_it_waits_for_an_answer_and_records_are_kept()
    {
        using var place = new RemotePlace();
        using var collector = new FakeCollector { Answer = static _ => null };
        var config = place.Configure(collector.Port, "mode = forward\nqueue_depth = 20\n");
        using (var plugin = new RemotePlugin(config))
        {
            plugin.Write(1, 10);
            RemotePlugin.WaitUntil(() => collector.Frames.Count == 1, "a record");
            using (var second = new RemotePlugin(config)) Assert.Equal(1, second.WaitForEnd()); // the file is locked
            Thread.Sleep(200);
            plugin.Signal(SIGTERM);
            Assert.Equal(1, plugin.WaitForEnd(20_000));
        }

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(place.Spool));
        collector.Answer = static _ => FrameType.Ack;
        using var next = new RemotePlugin(config);
        next.Write(11, 11);
        Assert.Equal(0, next.End());
        Assert.Equal(Enumerable.Range(1, 11).Prepend(1).Select(RemotePlugin.Line), collector.Frames.Select(static f => f.Body), StringComparer.Ordinal);
    }

    [Fact]
    public void The_input_is_read_while_no_collector_answers()
    {
        using var place = new RemotePlace();
        using var plugin = new RemotePlugin(place.Configure(RemotePlace.FreePort(), "queue_depth = 100000\n"));
        plugin.Write(1, 50_000); // far more than a pipe holds: this returns only when it is read
        plugin.Signal(SIGTERM);
        Assert.Equal(1, plugin.WaitForEnd(20_000));
    }

    [Fact]
    public void It_reports_its_state()
    {
        using var kernel = Kernel.KernelLock.Acquire(); // the file is one for the machine
        using var place = new RemotePlace();
        Directory.CreateDirectory("/run/audit");
        File.Delete(StateFile);
        using var collector = new FakeCollector { Answer = static h => h.Sequence < 6 ? FrameType.Ack : FrameType.DiskFull };
        using var plugin = new RemotePlugin(place.Configure(collector.Port, "disk_full_action = suspend\nqueue_depth = 5\n"));
        plugin.Write(1, 4);
        RemotePlugin.WaitUntil(() => collector.Frames.Count == 4, "four records");
        plugin.Write(5, 30);
        RemotePlugin.WaitUntil(() => collector.Frames.Count == 5, "five records");
        Thread.Sleep(200);
        plugin.Signal(10);
        RemotePlugin.WaitUntil(static () => File.Exists(StateFile) && File.ReadAllText(StateFile).Contains("records cut", StringComparison.Ordinal), "the report");
        var text = File.ReadAllText(StateFile);
        foreach (var line in (string[])["suspend = yes", "remote_ended = no", "transport_ok = no", "queue_length = 5", "max_queued_length = 5", "queue_depth = 5", "records sent = 4", "records dropped = 21"])
            Assert.Contains(line + "\n", text, StringComparison.Ordinal);
        collector.Answer = static _ => FrameType.Ack;
        plugin.Signal(12);
        RemotePlugin.WaitUntil(() => collector.Frames.Count == 10, "the rest after SIGUSR2");
        Assert.Equal(0, plugin.End());
        File.Delete(StateFile);
    }

    [Fact]
    public void Plain_lines_go_from_the_port_that_was_asked_for_and_an_end_ends_it()
    {
        using var place = new RemotePlace();
        using var collector = new FakeCollector(isPlain: true);
        var port = RemotePlace.FreePort();
        using var plugin = new RemotePlugin(place.Configure(collector.Port, $"format = ascii\nlocal_port = {port}\n"));
        plugin.Write(1, 3);
        RemotePlugin.WaitUntil(() => collector.Plain.Length == 3 * RemotePlugin.Line(1).Length, "three lines");
        Assert.Equal(string.Concat(Enumerable.Range(1, 3).Select(RemotePlugin.Line)), collector.Plain);
        Assert.Equal(port, collector.PeerPort);
        collector.Dispose();
        Assert.Equal(0, plugin.WaitForEnd(20_000));
    }

    [Fact]
    public void What_is_wrong_at_the_start_has_its_exit_code()
    {
        using var place = new RemotePlace();
        using (var plugin = new RemotePlugin(place.Write("none.conf", "port = 60\n"))) Assert.Equal(6, plugin.WaitForEnd());
        using (var plugin = new RemotePlugin(place.Write("krb5.conf", "remote_server = a\ntransport = krb5\n"))) Assert.Equal(6, plugin.WaitForEnd());
        var torn = place.Write("spool", new string('x', 50_000));
        using (var plugin = new RemotePlugin(place.Configure(1, "mode = forward\n"))) Assert.Equal(1, plugin.WaitForEnd());
        Assert.Equal(new string('x', 50_000), File.ReadAllText(torn));
        File.Delete(torn);
        File.CreateSymbolicLink(torn, place.PathOf("elsewhere"));
        using (var plugin = new RemotePlugin(place.Configure(1, "mode = forward\n"))) Assert.Equal(1, plugin.WaitForEnd());
        Assert.False(File.Exists(place.PathOf("elsewhere")));
    }
}
