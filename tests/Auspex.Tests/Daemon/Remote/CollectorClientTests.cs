using System.Text;
using Auspex.Daemon;
using Auspex.Daemon.Remote;
using Auspex.Tests.Support;

namespace Auspex.Tests.Daemon.Remote;

/// <summary>What the collector answers, byte by byte.</summary>
public sealed class CollectorClientTests
{
    private readonly NotedLog log = new();
    private readonly CollectorCounters counters = new();

    [Fact]
    public void A_record_is_written_without_its_line_end_and_acknowledged()
    {
        var client = Make();
        Give(client, FrameTests.FrameOf(FrameType.Message, 2, "type=LOGIN msg=audit(1.000:1): pid=1\n"u8));
        Assert.Equal(["type=LOGIN msg=audit(1.000:1): pid=1"], log.Lines);
        Assert.Equal([(FrameType.Ack, 2u, "")], Answers(client));
        Assert.Equal(1, counters.Records);
    }

    [Theory]
    [InlineData(NetworkOutcome.WrittenDiskLow, FrameType.DiskLow, "")]
    [InlineData(NetworkOutcome.DiskFull, FrameType.DiskFull, "disk full")]
    [InlineData(NetworkOutcome.DiskError, FrameType.DiskError, "disk write error")]
    [InlineData(NetworkOutcome.Suspended, FrameType.DiskError, "remote logging suspended")]
    internal void A_sender_is_told_what_became_of_it(NetworkOutcome outcome, FrameType type, string text)
    {
        log.Outcome = outcome;
        var client = Make();
        Give(client, FrameTests.FrameOf(FrameType.Message, 7, "x\n"u8));
        Assert.Equal([(type, 7u, text)], Answers(client));
        Assert.Equal(outcome == NetworkOutcome.WrittenDiskLow ? 0 : 1, counters.NotWritten);
    }

    [Fact]
    public void A_heartbeat_is_acknowledged_and_not_written()
    {
        var client = Make();
        Give(client, FrameTests.FrameOf(FrameType.Heartbeat, 9, []));
        Assert.Equal([(FrameType.Ack, 9u, "")], Answers(client));
        Assert.Empty(log.Lines);
        Assert.Equal(1, counters.Heartbeats);
    }

    [Fact]
    public void A_record_cannot_smuggle_in_another_line()
    {
        var client = Make();
        Give(client, FrameTests.FrameOf(FrameType.Message, 2, "a\ntype=LOGIN b\0\n\n"u8));
        Assert.Equal(["a type=LOGIN b  "], log.Lines);
    }

    [Fact]
    public void What_stands_behind_each_record_is_added()
    {
        var client = new CollectorClient(log, counters) { Suffix = " krb5=x@Y"u8.ToArray() };
        Give(client, FrameTests.FrameOf(FrameType.Message, 2, "a\n"u8));
        Assert.Equal(["a krb5=x@Y"], log.Lines);
    }

    [Fact]
    public void Plain_text_is_passed_over_and_nothing_of_it_stored()
    {
        var client = Make();
        Give(client, Encoding.ASCII.GetBytes("type=LOGIN msg=audit(1.000:1): pid=1\ntype=EOE\n"));
        Give(client, FrameTests.FrameOf(FrameType.Message, 3, "b\n"u8));
        Assert.Equal(["b"], log.Lines);
        Assert.Equal(46, counters.ForeignBytes);
        Assert.False(client.HasEnded);
    }

    [Fact]
    public void A_line_without_end_ends_the_connection_once_the_buffer_is_full()
    {
        var client = Make();
        Give(client, new byte[FrameReader.MaxBytes - 1]);
        Assert.False(client.HasEnded);
        Give(client, new byte[1]);
        Assert.True(client.HasEnded);
        Assert.Empty(log.Lines);
    }

    [Fact]
    public void A_frame_that_is_too_long_ends_the_connection()
    {
        var bytes = FrameTests.FrameOf(FrameType.Message, 1, []);
        bytes[10] = bytes[11] = 0xFF;
        var client = Make();
        Give(client, bytes);
        Assert.True(client.HasEnded);
        Assert.Equal(1, counters.RefusedFrames);
    }

    [Fact]
    public void A_sender_that_reads_no_replies_is_not_read_from_and_loses_nothing()
    {
        var client = Make();
        var frames = Enumerable.Range(0, 500).SelectMany(static i => FrameTests.FrameOf(FrameType.Message, (uint)i, "r\n"u8)).ToArray();
        Give(client, frames.AsSpan(0, 9000));
        Assert.False(client.WantsBytes);
        Assert.InRange(log.Lines.Count, 50, CollectorClient.MaxReplyBytes / FrameHeader.Size);
        Assert.Equal(Enumerable.Range(0, 500).Select(static i => (uint)i), DrainAll(client).Select(static a => a.Sequence));
        Assert.True(client.WantsBytes);
        Assert.Equal(500, log.Lines.Count);
    }

    [Fact]
    public void At_the_end_the_sender_is_told()
    {
        var client = Make();
        client.End();
        client.End();
        Assert.Equal([(FrameType.Ending, 0u, "")], Answers(client));
        Assert.True(client.HasEnded);
        Assert.False(client.WantsBytes);
    }

    [Fact]
    public void Traffic_is_seen_once()
    {
        var client = Make();
        Assert.False(client.TakeTraffic());
        Give(client, [0xFE]);
        Assert.True(client.TakeTraffic());
        Assert.False(client.TakeTraffic());
    }

    [Fact]
    public void No_damage_makes_it_throw_write_two_lines_or_stop_while_it_wants_bytes()
    {
        var random = Seeded.New(out _);
        var bytes = new byte[20_000];
        var quiet = new NotedLog { Notes = false };
        for (var i = 0; i < FrameMutationTests.Count; i++)
        {
            var client = new CollectorClient(quiet, counters);
            var rest = bytes.AsSpan(0, FrameMutator.Fill(random, bytes));
            while (!rest.IsEmpty && client.WantsBytes)
            {
                var count = Math.Min(client.Room.Length, Math.Min(rest.Length, random.Next(1, 6000)));
                Assert.True(count > 0, "it wants bytes and has no room");
                rest[..count].CopyTo(client.Room);
                client.Take(count);
                if (random.Next(2) == 0) client.Sent(client.Replies.Length);
                rest = rest[count..];
            }
        }

        Assert.False(quiet.HasSeenLineEnd);
        Assert.True(quiet.Count > FrameMutationTests.Count / 4, $"only {quiet.Count} records");
    }

    [Fact]
    public void Nothing_is_allocated_per_record()
    {
        var client = new CollectorClient(new NotedLog { Notes = false }, counters);
        var frame = FrameTests.FrameOf(FrameType.Message, 2, "type=LOGIN msg=audit(1.000:1): pid=1\n"u8);
        Run(100);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Run(1000);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Run(int times)
        {
            for (var i = 0; i < times; i++)
            {
                frame.CopyTo(client.Room);
                client.Take(frame.Length);
                client.Sent(client.Replies.Length);
            }
        }
    }

    /// <summary>4,096 callers at most, all of whom may say nothing: 64 MiB are the daemon's for everything.</summary>
    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 512)]
    [InlineData(FrameHeader.Size + FrameHeader.MaxBody - 1, FrameReader.MaxBytes)]
    public void A_caller_holds_what_it_has_begun_to_send_and_no_more(int sent, int held)
    {
        var shared = new FrameReader();
        var client = new CollectorClient(log, counters, shared);
        var frame = FrameTests.FrameOf(FrameType.Message, 2, new byte[FrameHeader.MaxBody]);
        if (sent > 0) Give(client, frame.AsSpan(0, sent));
        Assert.InRange(client.HeldBytes, 0, held);
        Assert.InRange(FrameReader.MaxBytes + CollectorClient.MaxReplyBytes, 1, 10 << 10);
    }

    [Fact]
    public void Callers_that_share_a_reader_keep_their_bytes_apart()
    {
        var shared = new FrameReader();
        var random = Seeded.New(out _);
        var clients = Enumerable.Range(0, 20).Select(_ => new CollectorClient(log, counters, shared)).ToArray();
        var texts = Enumerable.Range(0, clients.Length).Select(i => string.Join('+', Enumerable.Range(0, 30).Select(j => $"caller {i} line {j} {new string('x', random.Next(2000))}"))).ToArray();
        var rest = texts.Select(t => t.Split('+').SelectMany(l => FrameTests.FrameOf(FrameType.Message, 2, Encoding.ASCII.GetBytes(l))).ToArray()).ToArray();
        while (rest.Any(static r => r.Length > 0))
        {
            var i = random.Next(clients.Length);
            if (!clients[i].WantsBytes) clients[i].Sent(random.Next(clients[i].Replies.Length + 1));
            if (!clients[i].WantsBytes) continue;
            var count = Math.Min(random.Next(5000), Math.Min(rest[i].Length, clients[i].Room.Length));
            Give(clients[i], rest[i].AsSpan(0, count));
            rest[i] = rest[i][count..];
        }

        foreach (var client in clients) client.Sent(client.Replies.Length);
        for (var i = 0; i < clients.Length; i++)
            Assert.Equal(texts[i].Split('+'), log.Lines.Where(l => l.StartsWith($"caller {i} ", StringComparison.Ordinal)), StringComparer.Ordinal);
    }

    private CollectorClient Make() => new(log, counters);

    private static void Give(CollectorClient client, ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(client.Room);
        client.Take(bytes.Length);
    }

    private static List<(FrameType Type, uint Sequence, string Text)> Answers(CollectorClient client)
    {
        var answers = new List<(FrameType, uint, string)>();
        var reader = new FrameReader();
        reader.Feed(client.Replies);
        while (reader.Read(out var header, out var body) == FrameStep.Frame) answers.Add((header.Type, header.Sequence, Encoding.ASCII.GetString(body)));
        return answers;
    }

    private static List<(FrameType Type, uint Sequence, string Text)> DrainAll(CollectorClient client)
    {
        var answers = new List<(FrameType, uint, string)>();
        while (!client.Replies.IsEmpty)
        {
            answers.AddRange(Answers(client));
            client.Sent(client.Replies.Length);
        }

        return answers;
    }
}
