using System.Text;
using Auspex.Search;
using Auspex.Search.Criteria;
using Auspex.Search.Engine;

namespace Auspex.Tests.Search.Engine;

/// <summary>The fast engine gives what the plain one gives, whatever the order of the log.</summary>
public sealed class FastSearchTests
{
    private const int StartSeconds = 100_000;

    private static readonly byte[] Needle = "needle"u8.ToArray();

    [Theory]
    [InlineData(0, 1, false, false)]
    [InlineData(5, 3, false, false)]
    [InlineData(400, 20, false, false)]
    [InlineData(400, 20, true, false)]
    [InlineData(900, 40, true, false)]
    [InlineData(3000, 60, true, false)]
    [InlineData(100_000, 100, false, false)]
    [InlineData(0, 1, false, true)]
    [InlineData(400, 20, false, true)]
    [InlineData(900, 40, true, true)]
    public void Both_engines_find_the_same_in_the_same_order(int disorder, int mixed, bool hasNodes, bool isLate)
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        for (var round = 0; round < 120; round++)
        {
            var log = RandomLog(random, disorder, mixed, hasNodes, isLate);
            var range = random.Next(2) == 0 ? RandomRange(random) : TimeRange.All;
            var plan = new SearchPlan
            {
                Range = range,
                Required = [new ByteRequirement([Needle])],
                BlockBytes = random.Next(40, 4000),
                StripBytes = random.Next(20, 2000),
                SparseBytes = 1,
                Threads = random.Next(1, 4),
            };
            var expected = Plain(log, range);
            AssertSame(expected, Fast(log, plan, random), Told(seed, round, "selective"), log);
            AssertSame(expected, Fast(log, plan with { Required = [] }, random), Told(seed, round, "whole"), log);
        }
    }

    [Fact]
    public void Few_hits_in_a_log_in_good_order_are_found_without_reading_the_rest()
    {
        var log = new StringBuilder();
        for (var i = 0; i < 5000; i++)
        {
            log.Append("type=SYSCALL msg=audit(").Append(1000 + (i / 10)).Append('.').Append(i % 10).Append("00:").Append(i).Append(i % 1000 == 7 ? "): needle\n" : "): x\n");
            log.Append("type=CWD msg=audit(").Append(1000 + (i / 10)).Append('.').Append(i % 10).Append("00:").Append(i).Append("): y\n");
        }

        var bytes = Encoding.ASCII.GetBytes(log.ToString());
        var findings = Look(bytes, blockBytes: 10_000, new Wanted([new NeedleFinder(Needle, new int[256])], []));
        Assert.True(new HitSearch(new BytesText(bytes), [new LogSpan(0, bytes.Length)], new SearchPlan()).TryFind(findings, out var stretches));
        Assert.Equal(5, stretches.Count);
        Assert.All(stretches, s => Assert.InRange(s.End - s.Start, 1, 300));
    }

    [Fact]
    public void The_rarest_text_is_looked_for()
    {
        var bytes = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 1000).Select(i => $"type=SYSCALL msg=audit({1000 + i}.000:{i}): common{(i == 500 ? " needle" : "")}\n")));
        var plan = new SearchPlan { Required = [new ByteRequirement(["common"u8.ToArray()]), new ByteRequirement([Needle])] };
        var sink = new Sink();
        new FastSearch(new BytesText(bytes), [new LogSpan(0, bytes.Length)], plan).Run(() => new Worker(isAll: true), sink, TestContext.Current.CancellationToken);
        Assert.Single(sink.Text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void A_large_log_is_cut_to_its_time_range()
    {
        var log = new StringBuilder();
        for (var i = 0; i < 20_000; i++) log.Append("type=KERNEL msg=audit(").Append(100_000 + (i * 10)).Append(".000:").Append(i).Append("): x\n");
        var bytes = Encoding.ASCII.GetBytes(log.ToString());
        var range = new TimeRange(200_000, 200_100);
        var cut = Assert.Single(TimeCut.SpansOf(TimeCut.Keep(Look(bytes, 1000), range)));
        Assert.InRange(cut.Length, 1, 4000);
        var within = Logs.Select(bytes[(int)cut.Position..(int)cut.End], e => e.Stamp.Seconds);
        Assert.True(within[0] <= 200_000 && within[^1] >= 200_100);
        Assert.Equal(new LogSpan(0, bytes.Length), Assert.Single(TimeCut.SpansOf(TimeCut.Keep(Look(bytes, 1000), TimeRange.All))));

        bytes[bytes.Length / 2] = (byte)'\n'; // a broken line disturbs nothing
        Assert.Equal(cut, Assert.Single(TimeCut.SpansOf(TimeCut.Keep(Look(bytes, 1000), range))));
    }

    /// <summary>A call that had blocked for hours, and a clock that was ahead: issue 9, B1.</summary>
    [Theory]
    [InlineData(19_000)]
    [InlineData(100)]
    public void However_old_or_young_a_record_is_among_others_a_large_log_gives_it(int place)
    {
        var lines = Enumerable.Range(0, 20_000).Select(i => $"type=KERNEL msg=audit({100_000 + (i * 10)}.000:{i}): x\n").ToList();
        lines.Insert(place, "type=SYSCALL msg=audit(200050.500:7): needle\n");
        var log = string.Concat(lines);
        var plan = new SearchPlan { Range = new TimeRange(200_050, 200_050), BlockBytes = 4000 };
        Assert.Equal(" 200050500 type=SYSCALL msg=audit(200050.500:7): needle|\n", Fast(log, plan, new Random(1)));
        Assert.Equal(Plain(log, plan.Range), Fast(log, plan with { Required = [new ByteRequirement([Needle])], SparseBytes = 1 }, new Random(1)));
    }

    [Fact]
    public void Lines_that_are_no_records_are_counted_outside_of_the_time_range_too()
    {
        var log = "none\n" + string.Concat(Enumerable.Range(0, 5000).Select(i => $"type=KERNEL msg=audit({1000 + i}.000:{i}): x\n")) + "none\ntype=KERNEL msg=audit(99999999999999999999.000:1): x\n";
        var search = new FastSearch(new BytesText(Encoding.ASCII.GetBytes(log)), [new LogSpan(0, log.Length)], new SearchPlan { Range = new TimeRange(3000, 3010), BlockBytes = 4000 });
        search.Run(() => new Worker(isAll: true), new Sink(), TestContext.Current.CancellationToken);
        Assert.Equal((2, 1), (search.Counts.Malformed, search.Counts.BadStamps));
    }

    [Fact]
    public void A_worker_that_fails_fails_the_search()
    {
        var bytes = "type=KERNEL msg=audit(1.000:1): x\n"u8.ToArray();
        var search = new FastSearch(new BytesText(bytes), [new LogSpan(0, bytes.Length)], new SearchPlan { Threads = 2 });
        Assert.Throws<InvalidOperationException>(() => search.Run(() => new Failing(), new Sink(), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Nothing_is_read_beyond_what_is_wanted()
    {
        var bytes = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 50_000).Select(i => $"type=KERNEL msg=audit({1000 + i}.000:{i}): needle\n")));
        var sink = new Sink { Limit = 1 };
        new FastSearch(new BytesText(bytes), [new LogSpan(0, bytes.Length)], new SearchPlan()).Run(() => new Worker(isAll: true), sink, TestContext.Current.CancellationToken);
        Assert.Equal(1, sink.Batches);
    }

    private static void AssertSame(string expected, string actual, string told, string log)
    {
        if (expected == actual) return;
        var folder = Directory.CreateTempSubdirectory("auspex-engines-").FullName;
        File.WriteAllText(Path.Combine(folder, "log"), log);
        File.WriteAllText(Path.Combine(folder, "plain"), expected);
        File.WriteAllText(Path.Combine(folder, "fast"), actual);
        Assert.Fail($"{told}: {folder} holds the log and both answers");
    }

    private static string Told(int seed, int round, string how) => $"AUSPEX_SEED={seed}, round {round}, {how}";

    /// <summary>Events of one to four records, mixed with those near them, some of them with what is searched for.</summary>
    /// <remarks>With late ones: stamps hours old, since a call had blocked, and a clock that is set.</remarks>
    private static string RandomLog(Random random, int disorder, int mixed, bool hasNodes, bool isLate)
    {
        var lines = new List<(double Order, string Line)>();
        var time = StartSeconds * 1000L;
        var types = new[] { "SYSCALL", "SYSCALL", "LOGIN", "USER_LOGIN", "PROCTITLE" };
        for (var i = 0; i < 400; i++)
        {
            time += random.Next(4) == 0 ? random.Next(400) : random.Next(20);
            if (isLate && random.Next(150) == 0) time += random.Next(-5_000_000, 5_000_000);
            var stamp = time - (disorder > 0 && random.Next(6) == 0 ? random.Next(disorder) : 0);
            if (isLate && random.Next(40) == 0) stamp -= random.Next(2) == 0 ? random.Next(40_000) : random.Next(40_000_000);
            var node = hasNodes && random.Next(3) == 0 ? $"node={(char)('a' + random.Next(2))} " : "";
            var count = random.Next(1, 5);
            var serial = random.Next(5) == 0 ? 7 : i; // the same serial again, and with it sometimes the same stamp
            for (var j = 0; j < count; j++)
            {
                var type = j == 0 ? types[random.Next(types.Length)] : j == count - 1 ? "EOE" : "PATH";
                var text = random.Next(40) == 0 ? "a needle" : "hay";
                lines.Add((i + (random.NextDouble() * random.Next(mixed)), $"{node}type={type} msg=audit({stamp / 1000}.{stamp % 1000:000}:{serial}): {text}"));
            }

            if (random.Next(60) == 0) lines.Add((i, "no record at all, but a needle"));
        }

        return string.Concat(lines.OrderBy(l => l.Order).Select(l => l.Line + '\n'));
    }

    private static TimeRange RandomRange(Random random)
    {
        var first = StartSeconds + random.Next(-10, 40);
        return random.Next(3) switch
        {
            0 => new TimeRange(first, long.MaxValue),
            1 => new TimeRange(long.MinValue, first),
            _ => new TimeRange(first, first + random.Next(30)),
        };
    }

    private static BlockFinding[] Look(byte[] log, int blockBytes, Wanted? wanted = null) =>
        new BlockList([new LogSpan(0, log.Length)], blockBytes).ReadAll(new BytesText(log), wanted ?? Wanted.Nothing, new SearchPlan(), TestContext.Current.CancellationToken);

    private static string Plain(string log, TimeRange range)
    {
        var worker = new Worker(isAll: false);
        var bytes = Encoding.ASCII.GetBytes(log);
        var visitor = new Visiting(worker);
        var search = new PlainSearch(new BytesText(bytes), range, visitor);
        Assert.True(search.Read(bytes, 0) && search.End());
        return visitor.Batch.ToString();
    }

    private static string Fast(string log, SearchPlan plan, Random random)
    {
        var bytes = Encoding.ASCII.GetBytes(log);
        var sink = new Sink();
        new FastSearch(new BytesText(bytes), Files(log, random), plan).Run(() => new Worker(isAll: false), sink, TestContext.Current.CancellationToken);
        return sink.Text.ToString();
    }

    /// <summary>The log as one to three files, cut at ends of lines.</summary>
    private static List<LogSpan> Files(string log, Random random)
    {
        var cuts = Enumerable.Range(0, random.Next(3)).Select(_ => log.IndexOf('\n', random.Next(log.Length - 1)) + 1).Where(c => c > 0 && c < log.Length).Distinct().Order().ToList();
        var spans = new List<LogSpan>();
        var start = 0;
        foreach (var cut in cuts.Append(log.Length))
        {
            spans.Add(new LogSpan(start, cut - start));
            start = cut;
        }

        return spans;
    }

    private static string Describe(LogEvent e)
    {
        var text = new StringBuilder().Append(Encoding.ASCII.GetString(e.Node)).Append(' ').Append(e.Stamp.Milliseconds).Append(' ');
        for (var i = 0; i < e.Count; i++) text.Append(Encoding.ASCII.GetString(e[i].Line)).Append('|');
        return text.Append('\n').ToString();
    }

    private static bool Matches(LogEvent e)
    {
        for (var i = 0; i < e.Count; i++)
        {
            if (e[i].Line.IndexOf(Needle) >= 0) return true;
        }

        return false;
    }

    private sealed class Worker(bool isAll) : IEventWorker
    {
        public void Work(EventBatch batch)
        {
            foreach (var e in batch.Events)
            {
                if (isAll || Matches(e)) batch.Output.Append(Encoding.ASCII.GetBytes(Describe(e)));
            }
        }
    }

    private sealed class Failing : IEventWorker
    {
        public void Work(EventBatch batch) => throw new FormatException("on purpose");
    }

    private sealed class Visiting(Worker worker) : IEventVisitor
    {
        public StringBuilder Batch { get; } = new();

        public bool Visit(LogEvent e)
        {
            Assert.NotNull(worker);
            if (Matches(e)) Batch.Append(Describe(e));
            return true;
        }
    }

    private sealed class Sink : IBatchSink
    {
        public StringBuilder Text { get; } = new();

        public int Batches { get; private set; }

        public int Limit { get; init; } = int.MaxValue;

        public bool Deliver(EventBatch batch)
        {
            Batches++;
            Text.Append(Encoding.ASCII.GetString(batch.Output.Written));
            return Batches < Limit;
        }
    }
}
