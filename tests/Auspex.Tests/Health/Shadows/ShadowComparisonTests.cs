using System.Globalization;
using System.Text;
using Auspex.Health.Shadows;
using Auspex.Records;
using Auspex.Tables;

namespace Auspex.Tests.Health.Shadows;

/// <summary>What is heard against what is logged.</summary>
public sealed class ShadowComparisonTests
{
    private const int Grace = 1000;

    private readonly List<ShadowSpan> spans = [];
    private readonly ShadowComparison comparison;
    private long now;

    public ShadowComparisonTests() => comparison = new ShadowComparison(1_000_000, TimeSpan.FromMilliseconds(Grace), spans.Add);

    [Fact]
    public void Events_on_both_sides_in_any_order_are_equal()
    {
        for (var i = 1; i <= 500; i++)
        {
            Hear(i, "SYSCALL", "a=1");
            Hear(i, "PATH", "name=\"x\"");
        }

        for (var i = 500; i > 0; i--)
        {
            Log(i, "PATH", "name=\"x\"");
            Log(i, "SYSCALL", "a=1\u001dUID=\"root\"");
        }

        comparison.End();
        Assert.Empty(spans);
        Assert.Equal(500, comparison.Counts[ShadowKind.Equal]);
        Assert.Equal(0, comparison.Counts.Differences);
    }

    [Fact]
    public void What_the_log_lacks_is_told_as_one_span_with_types_and_times()
    {
        for (var i = 1; i <= 9; i++)
        {
            Hear(i, i == 5 ? "USER_LOGIN" : "SYSCALL", "a=1");
            if (i is < 4 or > 6) Log(i, "SYSCALL", "a=1");
        }

        comparison.End();
        var span = Assert.Single(spans);
        Assert.Equal((ShadowKind.MissingInLog, 4u, 6u, 3L, 3L, 0L), (span.Kind, span.First, span.Last, span.Events, span.HeardRecords, span.LoggedRecords));
        Assert.Equal((1_004_000, 1_006_000), (span.FromMilliseconds, span.ToMilliseconds));
        Assert.Equal([(1300, 2), (1112, 1)], span.Types);
    }

    [Fact]
    public void What_was_not_heard_is_told()
    {
        Log(1, "SYSCALL", "a=1");
        comparison.End();
        Assert.Equal(ShadowKind.NotHeard, Assert.Single(spans).Kind);
    }

    [Fact]
    public void Fewer_records_and_other_bytes_are_told_apart()
    {
        Hear(1, "SYSCALL", "a=1");
        Hear(1, "PATH", "b=1");
        Log(1, "SYSCALL", "a=1");
        Hear(2, "SYSCALL", "a=1");
        Log(2, "SYSCALL", "a=1");
        Log(2, "PATH", "b=1");
        Hear(3, "SYSCALL", "a=1");
        Log(3, "SYSCALL", "a=2");
        Hear(4, "SYSCALL", "a=1");
        Log(4, "PATH", "a=1");
        comparison.End();
        Assert.Equal([ShadowKind.PartlyInLog, ShadowKind.PartlyHeard, ShadowKind.Different], spans.Select(static s => s.Kind));
        Assert.Equal(2, spans[2].Events);
    }

    [Theory]
    [InlineData("EOE")]
    [InlineData("DAEMON_START")]
    [InlineData("UNKNOWN[1329]")]
    [InlineData("LOGIN_")]
    public void What_auditd_leaves_out_or_makes_itself_is_not_compared(string type)
    {
        Log(1, type, "a=1");
        comparison.End();
        Assert.Equal(type == "LOGIN_" ? 1 : 0, spans.Count); // no such type: it is compared by its name
    }

    [Fact]
    public void Events_from_before_the_beginning_and_after_the_end_are_left_out()
    {
        Log(-1, "SYSCALL", "a=1");
        comparison.EndAt(1_005_000);
        Log(6, "SYSCALL", "a=1");
        Hear(7, "SYSCALL", "a=1");
        comparison.End();
        Assert.Equal(0, comparison.Counts.Events);
    }

    /// <summary>A stamp is taken when a call begins: it may be days older than its record.</summary>
    [Fact]
    public void A_call_that_had_waited_since_before_the_beginning_is_compared_by_its_serial()
    {
        Hear(4, "SYSCALL", "a=1", 900_000); // perhaps not heard as a whole
        Hear(5, "SYSCALL", "a=1");
        Log(5, "SYSCALL", "a=1");
        Hear(6, "SYSCALL", "a=1", 10_000);
        Hear(7, "SYSCALL", "a=1", 20_000);
        Log(7, "SYSCALL", "a=1", 20_000);
        Log(3, "SYSCALL", "a=1", 30_000);
        comparison.End();
        var span = Assert.Single(spans);
        Assert.Equal((ShadowKind.MissingInLog, 6u, 6u, 1L), (span.Kind, span.First, span.Last, span.Events));
        Assert.Equal((3, 2), (comparison.Counts.Events, comparison.Counts[ShadowKind.Equal]));
        Assert.Equal((3, 2), (comparison.Counts.Heard, comparison.Counts.Logged)); // what is not compared is not counted
    }

    [Fact]
    public void After_hearing_has_stopped_only_what_was_heard_is_looked_for()
    {
        Hear(1, "SYSCALL", "a=1");
        comparison.StopHearing();
        Log(1, "SYSCALL", "a=1");
        Log(2, "SYSCALL", "a=1");
        comparison.End();
        Assert.Equal((1, 1), (comparison.Counts.Events, comparison.Counts[ShadowKind.Equal]));
    }

    [Fact]
    public void One_side_is_waited_for_and_no_longer()
    {
        Hear(1, "SYSCALL", "a=1");
        now += Grace - 1;
        comparison.Settle(now);
        Assert.Equal(1, comparison.Open);
        Log(1, "SYSCALL", "a=1");
        now += Grace;
        comparison.Settle(now);
        Assert.Equal((0, 1L), (comparison.Open, comparison.Counts[ShadowKind.Equal]));
    }

    [Fact]
    public void What_comes_after_its_time_is_late_and_not_a_second_difference()
    {
        Hear(1, "SYSCALL", "a=1");
        now += Grace;
        comparison.Settle(now);
        Log(1, "SYSCALL", "a=1");
        comparison.End();
        Assert.Equal([ShadowKind.MissingInLog, ShadowKind.Late], spans.Select(static s => s.Kind));
    }

    [Fact]
    public void A_difference_is_told_once_nothing_more_is_judged_for_a_moment()
    {
        Hear(1, "SYSCALL", "a=1");
        now += Grace;
        comparison.Settle(now);
        Assert.Empty(spans);
        comparison.Settle(now + 500);
        Assert.Single(spans);
    }

    [Fact]
    public void A_torn_line_is_counted()
    {
        comparison.Log(RecordReader.Parse("type=SYSCALL msg=aud"u8), 0);
        Assert.Equal(1, comparison.Counts.Malformed);
    }

    [Fact]
    public void Serials_may_wrap()
    {
        Hear(uint.MaxValue, "SYSCALL", "a=1", 1_000_001);
        Hear(0, "SYSCALL", "a=1", 1_000_002);
        comparison.End();
        Assert.Equal((uint.MaxValue, 0u), (Assert.Single(spans).First, spans[0].Last));
    }

    [Fact]
    public void Memory_is_bounded_and_nothing_is_allocated_per_record()
    {
        void Run(long from, int count)
        {
            for (var serial = from; serial < from + count; serial++)
            {
                var record = new RecordView
                {
                    Type = RecordType.Syscall,
                    TypeName = "SYSCALL"u8,
                    Body = "a=1 b=2 c=3 d=4"u8,
                    Stamp = new EventStamp(1_001_000, (ulong)serial),
                };
                comparison.Hear(record, 0);
                comparison.Log(record, 0);
            }
        }

        Run(0, ShadowComparison.MaxOpen * 2);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Run(1_000_000, ShadowComparison.MaxOpen * 2);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1000);
        Assert.Equal(ShadowComparison.MaxOpen, comparison.Open);
        Assert.Empty(spans);
        Assert.Equal(0, comparison.Counts.Hurried);
    }

    [Fact]
    public void Beyond_so_many_open_events_the_oldest_are_judged_early_and_counted()
    {
        for (var i = 1; i <= ShadowComparison.MaxOpen + 10; i++) Hear(i, "SYSCALL", "a=1");
        Assert.Equal((10, 10), (comparison.Counts.Hurried, comparison.Counts[ShadowKind.MissingInLog]));
        Assert.Equal(ShadowComparison.MaxOpen, comparison.Open);
    }

    private void Hear(long serial, string type, string body, long? time = null) => comparison.Hear(RecordReader.Parse(Line(serial, type, body, time)), now);

    private void Log(long serial, string type, string body, long? time = null) => comparison.Log(RecordReader.Parse(Line(serial, type, body, time)), now);

    private static byte[] Line(long serial, string type, string body, long? time)
    {
        var milliseconds = time ?? (1_000_000 + (serial * 1000));
        var stamp = string.Create(CultureInfo.InvariantCulture, $"{milliseconds / 1000}.{milliseconds % 1000:000}:{Math.Abs(serial)}");
        return Encoding.UTF8.GetBytes($"type={type} msg=audit({stamp}): {body}");
    }
}
