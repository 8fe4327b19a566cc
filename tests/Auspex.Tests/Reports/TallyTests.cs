using System.Text;
using Auspex.Reports;
using Auspex.Reports.Tallies;

namespace Auspex.Tests.Reports;

/// <summary>Counting: order, merging, growing, and what it allocates.</summary>
public sealed class TallyTests
{
    private const int Seed = 20_261_121;

    [Fact]
    public void Texts_that_came_equally_often_stand_in_the_order_in_which_they_came()
    {
        var tally = new ByteTally();
        var ordinal = 0;
        foreach (var text in (string[])["b", "a", "", "b", "c", "a", "d"]) tally.Add(Encoding.ASCII.GetBytes(text), ordinal++);
        Assert.Equal("b:2 a:2 :1 c:1 d:1", Show(tally));
    }

    [Fact]
    public void Numbers_that_came_equally_often_stand_in_the_order_of_their_size()
    {
        var tally = new NumberTally();
        foreach (var number in (long[])[7, -1, 7, 3, -1, long.MinValue, long.MaxValue]) tally.Add(number);
        Assert.Equal([-1, 7, long.MinValue, 3, long.MaxValue], tally.ByHits().Select(tally.Number));
        Assert.Equal([2, 2, 1, 1, 1], tally.ByHits().Select(tally.Hits));
    }

    [Fact]
    public void Random_texts_are_counted_as_a_dictionary_counts_them_however_they_are_shared_out()
    {
        var random = new Random(Seed);
        for (var round = 0; round < 20; round++)
        {
            var whole = new ByteTally();
            ByteTally[] parts = [new(), new(), new()];
            var expected = new Dictionary<string, (long Hits, int First)>(StringComparer.Ordinal);
            var kinds = random.Next(1, 3000);
            for (var i = 0; i < 5000; i++)
            {
                var text = new byte[random.Next(40)];
                new Random(random.Next(kinds)).NextBytes(text);
                var key = Encoding.Latin1.GetString(text);
                expected[key] = expected.TryGetValue(key, out var known) ? (known.Hits + 1, known.First) : (1, i);
                whole.Add(text, i);
                parts[random.Next(3)].Add(text, i);
            }

            var merged = new ByteTally();
            foreach (var part in parts.OrderBy(_ => random.Next())) merged.Merge(part);
            var order = string.Join(' ', expected.OrderByDescending(e => e.Value.Hits).ThenBy(e => e.Value.First).Select(e => $"{e.Key}:{e.Value.Hits}"));
            Assert.Equal(order, Show(whole));
            Assert.Equal(order, Show(merged));
        }
    }

    /// <summary>A log with a new value in every event: issue 9, A2.</summary>
    [Fact]
    public void Different_values_take_no_more_than_the_budget_and_the_others_are_counted_together()
    {
        const int Budget = 2 << 20;
        var budget = new TallyBudget(Budget);
        ByteTally[] texts = [new(budget), new(budget)];
        var numbers = new NumberTally(budget);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var text = "/a/file/name/0000000"u8.ToArray();
        for (var i = 0; i < 300_000; i++)
        {
            (1_000_000 + i).TryFormat(text.AsSpan(^7), out _);
            texts[i % 2].Add(text, i);
            numbers.Add(i);
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, Budget / 2, Budget * 2);
        foreach (var tally in texts) Assert.Equal(150_000, tally.Count + tally.Uncounted);
        Assert.Equal(300_000, numbers.Count + numbers.Uncounted);
        Assert.All([texts[0].Uncounted, texts[1].Uncounted, numbers.Uncounted], u => Assert.True(u > 0));
        texts[0].Merge(texts[1]);
        Assert.Equal(300_000, texts[0].Count + texts[0].Uncounted);
    }

    [Fact]
    public void A_long_text_and_many_texts_keep_their_bytes()
    {
        var tally = new ByteTally();
        var large = new byte[1 << 20];
        new Random(Seed).NextBytes(large);
        tally.Add(large, 0);
        for (var i = 0; i < 100_000; i++) tally.Add(Encoding.ASCII.GetBytes($"name-{i}"), i + 1);
        tally.Add(large, 200_000);
        Assert.Equal(100_001, tally.Count);
        var first = tally.ByHits()[0];
        Assert.Equal(2, tally.Hits(first));
        Assert.True(tally.Text(first).SequenceEqual(large));
    }

    [Theory]
    [InlineData(ReportKind.Totals, "\nNumber of events: 3000\n")]
    [InlineData(ReportKind.Executable, "  /bin/e199\n")]
    [InlineData(ReportKind.File, "  /f/7\n")]
    [InlineData(ReportKind.Key, "  k8\n")]
    [InlineData(ReportKind.Event, "\n3000  ")]
    [InlineData(ReportKind.User, "\n=")]
    [InlineData(ReportKind.Pid, "\n2  ")]
    internal void A_report_over_many_threads_is_the_same(ReportKind kind, string expected)
    {
        var log = RandomLog(new Random(Seed + (int)kind), 3000);
        var query = new ReportQuery { Kind = kind, IsSummary = kind != ReportKind.Totals, IsInterpreted = (int)kind % 2 == 0 };
        var alone = Reporting.Text(log, query);
        Assert.Contains(expected, alone, StringComparison.Ordinal);
        for (var threads = 2; threads <= 4; threads++) Assert.Equal(alone, Reporting.Text(log, query, threads));
    }

    [Theory]
    [InlineData(ReportKind.Event)]
    [InlineData(ReportKind.File)]
    [InlineData(ReportKind.Syscall)]
    internal void Rows_made_on_many_threads_are_numbered_in_order(ReportKind kind)
    {
        var log = RandomLog(new Random(Seed - (int)kind), 3000);
        var query = new ReportQuery { Kind = kind };
        var alone = Reporting.Text(log, query);
        Assert.Contains("\n1500. ", alone, StringComparison.Ordinal);
        for (var threads = 2; threads <= 4; threads++) Assert.Equal(alone, Reporting.Text(log, query, threads));
    }

    /// <summary>Events with few and with many different values.</summary>
    internal static byte[] RandomLog(Random random, int events)
    {
        var log = new StringBuilder();
        for (var i = 0; i < events; i++)
        {
            var head = $"msg=audit({1_700_000_000 + (i / 10)}.{random.Next(1000):d3}:{i}):";
            var success = random.Next(3) == 0 ? "no" : "yes";
            log.Append($"type=SYSCALL {head} arch=c000003e syscall={random.Next(1, 300)} success={success} exit=0 a0=0 a1=0 a2=0 a3=0 items=1 ppid=1 ")
                .Append($"pid={random.Next(1, 5000)} auid={random.Next(-1, 9)} uid=0 gid=0 euid=0 suid=0 fsuid=0 egid=0 sgid=0 fsgid=0 tty=pts{random.Next(5)} ")
                .Append($"ses=1 comm=\"c{random.Next(20)}\" exe=\"/bin/e{random.Next(200)}\" key=\"k{random.Next(9)}\"\n")
                .Append($"type=PATH {head} item=0 name=\"/f/{random.Next(2000)}\" inode=1 nametype=NORMAL\n");
        }

        return Encoding.ASCII.GetBytes(log.ToString());
    }

    private static string Show(ByteTally tally) =>
        string.Join(' ', tally.ByHits().Select(i => $"{Encoding.Latin1.GetString(tally.Text(i))}:{tally.Hits(i)}"));
}
