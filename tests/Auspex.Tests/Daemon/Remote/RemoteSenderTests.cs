using Auspex.Daemon.Remote;
using Auspex.Tests.Daemon.Logs;

namespace Auspex.Tests.Daemon.Remote;

/// <summary>Attempts and answers. Source: spec 8.5, run-time behaviour; 8.6.</summary>
public sealed class RemoteSenderTests
{
    private static readonly byte[] Record = "type=A msg=audit(1.000:1): a=1\n"u8.ToArray();

    private readonly FakeTime time = new();
    private readonly FakeLink link;
    private readonly NotedActions notices = new();
    private readonly List<FailureVerdict> verdicts = [];
    private RemoteConfig config = new() { Servers = ["a"] };

    public RemoteSenderTests() => link = new FakeLink(time);

    [Fact]
    public void Records_and_heartbeats_are_numbered_from_2()
    {
        var sender = Started();
        Assert.True(sender.Send(Record));
        sender.Beat();
        Assert.True(sender.Send(Record));
        Assert.Equal([(FrameType.Message, 2u), (FrameType.Heartbeat, 3u), (FrameType.Message, 4u)], link.Sent.Select(static h => (h.Type, h.Sequence)));
        Assert.Equal(Record, link.Bodies[0]);
        Assert.Empty(link.Bodies[1]);
        Assert.Empty(notices.Notes);
        Assert.Equal(1, link.Opened);
    }

    [Fact]
    public void A_retry_keeps_the_number_comes_at_once_and_then_after_a_pause()
    {
        config = config with { MaxTries = 3, MaxSeconds = 60, RetrySeconds = 7 };
        var sender = Started();
        var times = new List<double>();
        link.Answer = h =>
        {
            times.Add(time.Now.TotalSeconds);
            return link.Sent.Count < 4 ? [] : FakeLink.Frame(FrameType.Ack, h.Sequence);
        };
        Assert.True(sender.Send(Record));
        Assert.Equal([0, 0, 7, 14], times);
        Assert.All(link.Sent, static h => Assert.Equal(2u, h.Sequence));
        Assert.Equal(4, link.Opened);
    }

    [Fact]
    public void After_the_last_try_the_action_decides()
    {
        var sender = Started();
        link.Answer = static _ => [];
        Assert.False(sender.Send(Record));
        Assert.Equal(4, link.Sent.Count);
        Assert.Equal(["remote logging stopping due to network failure, max retries exhausted"], notices.Notes);
        Assert.True(sender.IsStopped);
        Assert.False(link.IsOpen);
    }

    [Fact]
    public void The_time_for_a_record_can_end_first()
    {
        config = config with { MaxTries = 1000, NetworkFailure = new(FailureAction.Syslog) };
        var sender = Started();
        link.Answer = static _ => null;
        Assert.True(sender.Send(Record)); // counts as sent
        Assert.Equal(["network failure, max retry time exhausted"], notices.Notes);
        Assert.Equal(2, link.Sent.Count); // 5 s each, and no more than 5 s are over at the second
    }

    [Fact]
    public void A_server_that_is_not_there_uses_up_tries()
    {
        config = config with { NetworkFailure = new(FailureAction.WarnOnce) };
        var sender = Started();
        link.Close();
        foreach (var _ in Enumerable.Range(0, 5)) link.Opens.Enqueue(false);
        Assert.False(sender.Send(Record));
        Assert.Equal(["network failure, max retries exhausted"], notices.Notes);
        Assert.True(sender.Send(Record)); // the fifth fails, the sixth connects
        Assert.Equal([3u], link.Sent.Select(static h => h.Sequence));
    }

    [Theory]
    [InlineData(FrameType.Ack, true, false)]
    [InlineData(FrameType.DiskLow, true, false)]
    [InlineData(FrameType.DiskFull, false, true)]
    [InlineData(FrameType.DiskError, false, true)]
    [InlineData(FrameType.Ending, false, true)]
    [InlineData((FrameType)0x60000007, true, false)] // generic error: syslog
    [InlineData((FrameType)0x50000007, true, false)] // generic warning: syslog
    [InlineData((FrameType)0x40000007, true, false)]
    internal void Each_answer_means_what_it_says(FrameType type, bool isSent, bool isClosed)
    {
        var sender = Started();
        link.Answer = h => FakeLink.Frame(type, h.Sequence, "so");
        Assert.Equal(isSent, sender.Send(Record));
        Assert.Equal(!isClosed, link.IsOpen);
        Assert.Equal(type == FrameType.Ending, sender.HasRemoteEnded);
        Assert.Single(link.Sent);
        Assert.Equal(
            type switch
            {
                FrameType.DiskFull => ["remote server's disk is full, so"],
                FrameType.DiskError => ["remote server has a disk error, so"],
                FrameType.Ending => ["remote logging disconnected due to remote server is going down, will attempt reconnection"],
                (FrameType)0x60000007 => ["unrecognized remote error, so"],
                (FrameType)0x50000007 => ["unrecognized remote warning, so"],
                _ => (string[])[],
            },
            notices.Notes,
            StringComparer.Ordinal);
    }

    [Fact]
    public void A_record_that_was_written_is_never_sent_again()
    {
        config = config with { DiskLow = new(FailureAction.WarnOnce) };
        var sender = Started();
        link.Answer = static h => FakeLink.Frame(FrameType.DiskLow, h.Sequence);
        Assert.True(sender.Send(Record));
        Assert.True(sender.Send(Record));
        Assert.Equal(["remote server is low on disk space"], notices.Notes);
    }

    [Fact]
    public void An_end_is_told_whatever_its_number()
    {
        var sender = Started();
        link.Answer = static _ => FakeLink.Frame(FrameType.Ending, 0);
        Assert.False(sender.Send(Record));
        Assert.True(sender.HasRemoteEnded);
        Assert.True(sender.MayReconnect);
        link.Answer = static h => FakeLink.Frame(FrameType.Ack, h.Sequence);
        Assert.True(sender.TryConnect());
        Assert.False(sender.HasRemoteEnded);
        Assert.True(sender.Send(Record));
    }

    [Theory]
    [InlineData("mismatched response")]
    [InlineData("bad magic number")]
    [InlineData("message too long")]
    [InlineData("ran out of data reading reply")]
    public void Answers_that_make_no_sense_cost_the_connection_not_the_record(string what)
    {
        var sender = Started();
        link.Answer = h =>
        {
            var good = FakeLink.Frame(FrameType.Ack, h.Sequence);
            if (link.Sent.Count > 1) return good;
            switch (what)
            {
                case "mismatched response":
                    return FakeLink.Frame(FrameType.Ack, h.Sequence + 1);
                case "bad magic number":
                    good[0] = 1;
                    return good;
                case "message too long":
                    good[10] = 0xFF;
                    good[11] = 0xFF;
                    return good;
                default:
                    return good[..10];
            }
        };
        Assert.True(sender.Send(Record));
        Assert.Equal(["lost/losing sync, " + what], notices.Notes);
        Assert.Equal(2, link.Opened);
        Assert.All(link.Sent, static h => Assert.Equal(2u, h.Sequence));
    }

    [Fact]
    public void An_answer_that_drips_does_not_hold_us_longer_than_the_time_for_a_record()
    {
        config = config with { MaxTries = 1, NetworkFailure = new(FailureAction.WarnOnce) };
        var sender = Started();
        link.Drip = TimeSpan.FromSeconds(4.9);
        Assert.False(sender.Send(Record));
        Assert.InRange(time.Now.TotalSeconds, 5, 11);
    }

    [Fact]
    public void A_program_that_is_to_end_keeps_its_record()
    {
        var sender = Started();
        link.IsStopping = true;
        Assert.False(sender.Send(Record));
        Assert.Empty(verdicts);
        Assert.False(link.IsOpen);
    }

    [Theory]
    [InlineData(FrameType.Ending, "remote logging disconnected due to remote server is going down, will attempt reconnection", false)]
    [InlineData(FrameType.DiskFull, "remote server's disk is full", false)]
    [InlineData(FrameType.DiskError, "remote server has a disk error", false)]
    [InlineData(FrameType.Ack, null, true)]
    internal void The_collector_may_speak_unasked(FrameType type, string? told, bool isOpen)
    {
        var sender = Started();
        link.Put(FakeLink.Frame(type, 0));
        sender.ReadUnasked();
        Assert.Equal(told is null ? [] : [told], notices.Notes);
        Assert.Equal(isOpen, link.IsOpen);
    }

    [Fact]
    public void A_first_attempt_that_fails_is_told_and_tried_again_later()
    {
        link.Opens.Enqueue(false);
        var sender = new RemoteSender(config, link, time, notices, verdicts.Add);
        sender.Start();
        Assert.Equal(["startup network failure, First attempt at connecting to server unsuccessful"], notices.Notes);
        Assert.True(sender.HasRemoteEnded);
        Assert.True(sender.MayReconnect);
    }

    [Fact]
    public void What_a_collector_says_is_made_fit_for_syslog()
    {
        config = config with { DiskFull = new(FailureAction.Suspend), DiskError = new(FailureAction.Exec, "/sbin/helper") };
        var sender = Started();
        link.Answer = static h => FakeLink.Frame(FrameType.DiskFull, h.Sequence, "a\nb\u001b[0m");
        Assert.False(sender.Send(Record));
        Assert.Equal("a?b?[0m", verdicts[^1].Message);
        Assert.True(sender.IsSuspended);
        sender.Resume();
        link.Answer = static h => FakeLink.Frame(FrameType.DiskError, h.Sequence, new string('x', 5000));
        Assert.True(sender.Send(Record));
        Assert.Equal(("/sbin/helper", 512), (verdicts[^1].Program, verdicts[^1].Message.Length));
    }

    [Fact]
    public void Hostile_answers_never_throw_and_end_in_bounded_time()
    {
        config = config with { NetworkFailure = new(FailureAction.Ignore), DiskFull = new(FailureAction.Syslog), DiskError = new(FailureAction.Syslog) };
        var sender = Started();
        var random = new Random(29);
        for (var round = 0; round < 5000; round++)
        {
            link.Answer = h =>
            {
                var bytes = FakeLink.Frame(FrameType.Ack, h.Sequence, new string('x', random.Next(20)));
                for (var i = random.Next(4); i > 0; i--) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                return bytes[..random.Next(1, bytes.Length + 1)];
            };
            var before = time.Now;
            var sent = link.Sent.Count;
            _ = sender.Send(Record);
            Assert.InRange(link.Sent.Count - sent, 1, 4);
            Assert.True(time.Now - before < TimeSpan.FromSeconds(20));
            if (!link.IsOpen) _ = sender.TryConnect();
        }
    }

    [Fact]
    public void Nothing_is_allocated_for_a_record()
    {
        var sender = Started();
        link.IsNoting = false;
        for (var i = 0; i < 100; i++) Assert.True(sender.Send(Record));
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++) _ = sender.Send(Record);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private RemoteSender Started()
    {
        var sender = new RemoteSender(config, link, time, notices, verdicts.Add);
        sender.Start();
        return sender;
    }
}
