using System.Text;
using Auspex.Search;
using Auspex.Search.Criteria;
using Auspex.Search.Engine;

namespace Auspex.Tests.Search.Engine;

/// <summary>The fast engine gives what the plain one gives, whatever the order of the log.</summary>
public sealed class FastSearchTests
{
    private static readonly byte[] Needle = "needle"u8.ToArray();

    [Theory]
    [InlineData(0, 1, false)]
    [InlineData(5, 3, false)]
    [InlineData(400, 20, false)]
    [InlineData(400, 20, true)]
    [InlineData(900, 40, true)]
    [InlineData(3000, 60, true)]
    [InlineData(100_000, 100, false)]
    public void Both_engines_find_the_same_in_the_same_order(int disorder, int mixed, bool hasNodes)
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        for (var round = 0; round < 120; round++)
        {
            var log = RandomLog(random, disorder, mixed, hasNodes);
            var range = random.Next(3) == 0 ? new TimeRange(1004, 1030) : TimeRange.All;
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
        var hits = new HitSearch(new BytesText(bytes), [new LogSpan(0, bytes.Length)], new SearchPlan { BlockBytes = 10_000 });
        Assert.True(hits.TryFind(new Wanted([new NeedleFinder(Needle, new int[256])], []), out var stretches, TestContext.Current.CancellationToken));
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
        var text = new BytesText(bytes);
        var whole = new LogSpan(0, bytes.Length);
        var cut = Assert.Single(TimeCut.Narrow(text, [whole], new TimeRange(200_000, 200_100), stepBytes: 1000));
        Assert.InRange(cut.Length, 1, bytes.Length / 20);
        var first = Logs.Select(bytes[(int)cut.Position..(int)cut.End], e => e.Stamp.Seconds);
        Assert.True(first[0] is <= 199_400 and > 198_000 && first[^1] is >= 200_700 and < 202_000);
        Assert.Equal(whole, Assert.Single(TimeCut.Narrow(text, [whole], TimeRange.All, stepBytes: 1000)));

        bytes[bytes.Length / 2] = (byte)'\n'; // a broken line disturbs nothing
        Assert.Equal(cut, Assert.Single(TimeCut.Narrow(text, [whole], new TimeRange(200_000, 200_100), stepBytes: 1000)));
        var fallen = Encoding.ASCII.GetBytes(log.ToString() + "type=KERNEL msg=audit(200050.000:1): late\n" + new string('x', 2000) + "\n");
        Assert.Equal(fallen.Length, Assert.Single(TimeCut.Narrow(new BytesText(fallen), [new LogSpan(0, fallen.Length)], new TimeRange(200_000, 200_100), stepBytes: 40)).Length);
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
    private static string RandomLog(Random random, int disorder, int mixed, bool hasNodes)
    {
        var lines = new List<(double Order, string Line)>();
        var time = 1_000_000L;
        var types = new[] { "SYSCALL", "SYSCALL", "LOGIN", "USER_LOGIN", "PROCTITLE" };
        for (var i = 0; i < 400; i++)
        {
            time += random.Next(4) == 0 ? random.Next(400) : random.Next(20);
            var stamp = time - (disorder > 0 && random.Next(6) == 0 ? random.Next(disorder) : 0);
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
