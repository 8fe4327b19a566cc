using System.IO.Compression;
using System.Text;
using Auspex.Archive;
using Auspex.Search;
using Auspex.Search.Sources;
using Auspex.Tests.Support;

namespace Auspex.Tests.Search.Sources;

public sealed class LogReadingTests
{
    [Fact]
    public void However_a_log_is_divided_its_events_are_the_same()
    {
        var random = Seeded.New(out _);
        foreach (var path in TestFiles.SharedLogs())
        {
            var bytes = File.ReadAllBytes(path);
            var expected = Logs.Select(bytes, Text);
            for (var round = 0; round < 3; round++) Assert.Equal(expected, Read(Divide(bytes, random), out _));
        }
    }

    [Fact]
    public void Logs_can_be_held_whole_and_read_by_place()
    {
        var random = Seeded.New(out _);
        foreach (var path in TestFiles.SharedLogs())
        {
            var bytes = File.ReadAllBytes(path);
            var logs = Divide(bytes, random);
            logs.Insert(random.Next(logs.Count), Log(""));
            var chain = new LogChain(logs);
            Assert.True(chain.TryHold(1 << 28, out var spans));
            Assert.Equal(bytes.Length, spans.Sum(s => s.Length));
            var visitor = new Taking([]);
            var search = new PlainSearch(chain, TimeRange.All, visitor);
            foreach (var span in spans)
            {
                var text = chain.Slice(span.Position, (int)span.Length);
                Assert.True(text.SequenceEqual(bytes.AsSpan((int)span.Position, (int)span.Length)));
                search.Read(text, span.Position);
            }

            search.End();
            Assert.Equal(Logs.Select(bytes, Text), visitor.Taken);
        }
    }

    [Fact]
    public void Logs_that_are_too_large_to_be_held_are_still_read()
    {
        var bytes = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 200_000).Select(i => $"type=USER_CMD msg=audit(5.000:{i}): a=1\n")));
        foreach (var max in (long[])[0, 100, 1 << 20, 3_000_000, 7_000_000])
        {
            var logs = new List<LogSource> { new StreamLog(new StreamInput(new MemoryStream(bytes))) { Path = "a" }, Log("type=USER_CMD msg=audit(9.000:1):") };
            var chain = new LogChain(logs);
            Assert.False(chain.TryHold(max, out _));
            var visitor = new Counting();
            Assert.True(new LogReading(chain, new PlainSearch(chain, TimeRange.All, visitor)).Run());
            Assert.Equal(200_001, visitor.Count);
        }
    }

    [Fact]
    public void By_the_rule_of_auparse_PROCTITLE_and_EOE_complete_an_event()
    {
        const string Text1 = "type=SYSCALL msg=audit(5.000:1): a=1\ntype=PROCTITLE msg=audit(5.000:1): b=1\n";
        const string Text2 = "type=SYSCALL msg=audit(5.000:2): a=1\ntype=CWD msg=audit(5.000:2): b=1\n";
        var taken = new List<string>();
        var search = new PlainSearch(new BytesText(Encoding.ASCII.GetBytes(Text1 + Text2)), TimeRange.All, new Taking(taken), completesAtEnd: true);
        search.Read(Encoding.ASCII.GetBytes(Text1), 0);
        Assert.Equal(["type=SYSCALL msg=audit(5.000:1): a=1|type=PROCTITLE msg=audit(5.000:1): b=1"], taken);
        search.Read(Encoding.ASCII.GetBytes(Text2), Text1.Length);
        Assert.Single(taken);
        search.End();
        Assert.Equal(2, taken.Count);
    }

    [Fact]
    public void An_event_at_the_end_of_one_file_goes_on_in_the_next()
    {
        var read = Read([Log("type=SYSCALL msg=audit(5.000:1): a=1\n"), Log(""), Log("type=PATH msg=audit(5.000:1): a=2\ntype=EOE msg=audit(5.000:1):")], out _);
        Assert.Equal(["type=SYSCALL msg=audit(5.000:1): a=1|type=PATH msg=audit(5.000:1): a=2|type=EOE msg=audit(5.000:1):"], read);
    }

    [Fact]
    public void A_pipe_that_falls_silent_has_its_events_handed_out()
    {
        var taken = new List<string>();
        var input = new Pauses(
            () => taken.Count, "type=SYSCALL msg=audit(5.000:1): a=1\n", null, "type=PATH msg=audit(5.000:2): a=2\ntype=CWD ", "msg=audit(5.000:2): b=3\n");
        _ = Read([new StreamLog(input) { Path = "-" }], out _, taken);
        Assert.Equal([0, 0, 1, 1, 1], input.Seen);
        Assert.Equal(["type=SYSCALL msg=audit(5.000:1): a=1", "type=PATH msg=audit(5.000:2): a=2|type=CWD msg=audit(5.000:2): b=3"], taken);
    }

    [Fact]
    public void One_open_event_holds_one_block_of_an_endless_stream()
    {
        // Everything after the first event is outside of the time, so that event stays open to the end.
        var log = new StreamLog(new Repeating("type=SYSCALL msg=audit(5.000:1): a=1\n", "type=PATH msg=audit(9.000:2): name=\"/x\" inode=5\n", 64 << 20)) { Path = "-" };
        var peak = 0L;
        var chain = new LogChain([log]);
        var visitor = new Taking([]);
        var search = new PlainSearch(new Watched(chain, () => peak = Math.Max(peak, chain.HeldBytes)), new TimeRange(0, 6), visitor);
        Assert.True(new LogReading(chain, search).Run());
        Assert.Equal(["type=SYSCALL msg=audit(5.000:1): a=1"], visitor.Taken);
        Assert.InRange(log.HeldBytes, 1, LogReading.ReleaseBytes + (2 * LogSource.BlockBytes));
        Assert.Equal(0, search.Counts.Cut);
    }

    [Fact]
    public void Open_events_that_need_too_much_memory_are_cut_and_counted()
    {
        var padding = new string('x', 900_000);
        var log = new StreamLog(new Numbered(400, i => $"type=SYSCALL msg=audit(5.000:{i}): a={padding}\n")) { Path = "-" };
        var chain = new LogChain([log]);
        var visitor = new Counting();
        var search = new PlainSearch(chain, TimeRange.All, visitor);
        Assert.True(new LogReading(chain, search).Run());
        Assert.Equal(400, visitor.Count);
        Assert.InRange(search.Counts.Cut, 300, 399);
        Assert.InRange(log.HeldBytes, 0, LogReading.MaxHeldBytes + (16 << 20));
    }

    [Fact]
    public void A_line_that_is_too_long_counts_wherever_it_lies()
    {
        var text = "type=A msg=audit(5.000:1): " + new string('x', LogSource.MaxLineBytes) + "\ntype=USER_CMD msg=audit(5.000:2): a=1\n";
        foreach (var start in (int[])[0, 1000, LogSource.BlockBytes - 5])
        {
            var log = Log(new string('\n', start) + text);
            var read = Read([log], out var counts);
            Assert.Equal(["type=USER_CMD msg=audit(5.000:2): a=1"], read);
            Assert.Equal(1, counts.Malformed + log.LongLines);
        }
    }

    [Fact]
    public void Reading_stops_when_the_visitor_wants_no_more()
    {
        var visitor = new Taking([]) { Limit = 1 };
        var chain = new LogChain([Log("type=USER_CMD msg=audit(5.000:1):\ntype=USER_CMD msg=audit(5.000:2):\n")]);
        Assert.False(new LogReading(chain, new PlainSearch(chain, TimeRange.All, visitor)).Run());
        Assert.Single(visitor.Taken);
    }

    private static List<string> Read(IReadOnlyList<LogSource> logs, out LogCounts counts, List<string>? taken = null)
    {
        var visitor = new Taking(taken ?? []);
        var chain = new LogChain(logs);
        var search = new PlainSearch(chain, TimeRange.All, visitor);
        Assert.True(new LogReading(chain, search).Run());
        counts = search.Counts;
        return visitor.Taken;
    }

    /// <summary>Cuts a log at line ends into files, some of them compressed, read in pieces.</summary>
    private static List<LogSource> Divide(byte[] bytes, Random random)
    {
        var logs = new List<LogSource>();
        for (var start = 0; start < bytes.Length;)
        {
            var end = Math.Min(bytes.Length, start + random.Next(1, bytes.Length));
            while (end < bytes.Length && bytes[end - 1] != '\n') end++;
            var part = bytes[start..end];
            Stream stream = new PieceStream(part, () => random.Next(1, 50_000));
            if (random.Next(2) == 0)
            {
                var packed = new MemoryStream();
                using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(part);
                packed.Position = 0;
                stream = new GZipStream(packed, CompressionMode.Decompress);
            }

            logs.Add(new StreamLog(new StreamInput(stream)) { Path = "part" });
            start = end;
        }

        return logs;
    }

    private static string Text(LogEvent e)
    {
        var lines = new List<string>();
        for (var i = 0; i < e.Count; i++) lines.Add(Encoding.UTF8.GetString(e[i].Line));
        return string.Join('|', lines);
    }

    private static StreamLog Log(string text) => new(new StreamInput(new MemoryStream(Encoding.UTF8.GetBytes(text)))) { Path = "test" };

    private sealed class Taking(List<string> taken) : IEventVisitor
    {
        public List<string> Taken => taken;

        public int Limit { get; init; } = int.MaxValue;

        public bool Visit(LogEvent e)
        {
            taken.Add(Text(e));
            return taken.Count < Limit;
        }
    }

    private sealed class Counting : IEventVisitor
    {
        public int Count { get; private set; }

        public bool Visit(LogEvent e)
        {
            Count++;
            return e[0].Line.Length > 0;
        }
    }

    /// <summary>A text that tells when it is asked.</summary>
    private sealed class Watched(LogText text, Action asked) : LogText
    {
        public override ReadOnlySpan<byte> Slice(long position, int length)
        {
            asked();
            return text.Slice(position, length);
        }
    }

    /// <summary>A pipe: each text is one read, null is silence. Remembers what had been seen of its events at each read.</summary>
    private sealed class Pauses(Func<int> count, params string?[] texts) : ByteInput
    {
        private int next;

        public List<int> Seen { get; } = [];

        public override bool IsLive => true;

        public override int Read(Span<byte> room)
        {
            Seen.Add(count());
            if (next == texts.Length) return 0;
            return texts[next++] is { } text ? Encoding.UTF8.GetBytes(text, room) : Silence;
        }
    }

    /// <summary>A line once, then another up to a length.</summary>
    private sealed class Repeating(string first, string other, long length) : ByteInput
    {
        private readonly byte[] repeated = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(other, 1000)));
        private bool isFirst = true;
        private long left = length;
        private int at;

        public override int Read(Span<byte> room)
        {
            if (isFirst)
            {
                isFirst = false;
                return Encoding.ASCII.GetBytes(first, room);
            }

            var count = (int)Math.Min(Math.Min(room.Length, repeated.Length - at), left);
            repeated.AsSpan(at, count).CopyTo(room);
            left -= count;
            at = (at + count) % repeated.Length;
            return count;
        }
    }

    /// <summary>Lines made by number.</summary>
    private sealed class Numbered(int lines, Func<int, string> make) : ByteInput
    {
        private int number;
        private byte[] line = [];
        private int at;

        public override int Read(Span<byte> room)
        {
            if (at == line.Length)
            {
                if (number == lines) return 0;
                line = Encoding.ASCII.GetBytes(make(number++));
                at = 0;
            }

            var count = Math.Min(room.Length, line.Length - at);
            line.AsSpan(at, count).CopyTo(room);
            at += count;
            return count;
        }
    }
}
