using System.Text;
using Auspex.Search;

namespace Auspex.Tests.Search;

public sealed class EventQueueTests
{
    [Fact]
    public void Records_of_one_stamp_are_one_event_although_others_come_between()
    {
        Assert.Equal(["1:SYSCALL,CWD", "2:SYSCALL,PATH"], Logs.Select(
            """
            type=SYSCALL msg=audit(100.000:1): a
            type=SYSCALL msg=audit(100.000:2): b
            type=CWD msg=audit(100.000:1): a
            type=PATH msg=audit(100.000:2): b
            """, Logs.Shape));
    }

    [Fact]
    public void The_smallest_stamp_comes_first_when_both_are_open()
    {
        Assert.Equal(["1:SYSCALL", "2:SYSCALL", "3:SYSCALL"], Logs.Select(
            """
            type=SYSCALL msg=audit(100.500:3): c
            type=SYSCALL msg=audit(100.000:2): b
            type=SYSCALL msg=audit(99.999:1): a
            """, Logs.Shape));
    }

    [Fact]
    public void A_record_that_stands_alone_waits_only_for_smaller_ones()
    {
        Assert.Equal(["5:USER_LOGIN", "1:SYSCALL", "6:USER_LOGIN"], Logs.Select(
            """
            type=USER_LOGIN msg=audit(100.500:5): alone
            type=SYSCALL msg=audit(100.000:1): late
            type=USER_LOGIN msg=audit(101.000:6): waits
            """, Logs.Shape));
    }

    [Fact]
    public void An_event_is_split_when_its_records_lie_further_apart_than_the_timeout()
    {
        const string log =
            """
            type=SYSCALL msg=audit(100.000:1): a
            type=SYSCALL msg=audit(102.000:2): b
            type=CWD msg=audit(100.000:1): a
            """;
        Assert.Equal(["1:SYSCALL", "1:CWD", "2:SYSCALL"], Logs.Select(log, Logs.Shape));
        Assert.Equal(["1:SYSCALL,CWD", "2:SYSCALL"], Logs.Select(log, Logs.Shape, timeout: 3));
    }

    [Fact]
    public void An_end_without_event_is_no_event()
    {
        Assert.Equal(["2:SYSCALL,EOE"], Logs.Select(
            """
            type=EOE msg=audit(100.000:1): 
            type=SYSCALL msg=audit(100.000:2): b
            type=EOE msg=audit(100.000:2): 
            """, Logs.Shape));
    }

    [Fact]
    public void Nodes_are_told_apart()
    {
        Assert.Equal(["1:SYSCALL", "1:SYSCALL,CWD"], Logs.Select(
            """
            node=a type=SYSCALL msg=audit(100.000:1): a
            node=b type=SYSCALL msg=audit(100.000:1): b
            node=b type=CWD msg=audit(100.000:1): b
            """, Logs.Shape));
        Assert.Equal(["", "b"], Logs.Select("type=KERNEL msg=audit(100.000:1): a\nnode=b type=KERNEL msg=audit(100.000:1): b", e => Encoding.ASCII.GetString(e.Node)));
    }

    /// <summary>The same rules, written down without any structure: every open event is looked at for every record.</summary>
    [Fact]
    public void The_queue_does_what_the_rules_say_for_any_order()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        for (var round = 0; round < 300; round++)
        {
            var log = new StringBuilder();
            for (var i = 0; i < 60; i++)
            {
                var node = random.Next(4) == 0 ? $"node={(char)('a' + random.Next(2))} " : "";
                var type = new[] { "SYSCALL", "CWD", "EOE", "USER_LOGIN", "PROCTITLE", "LOGIN" }[random.Next(6)];
                log.Append(node).Append("type=").Append(type).Append(" msg=audit(").Append(100 + (i / 12) + random.Next(4)).Append('.').Append(random.Next(2)).Append("00:")
                    .Append(random.Next(6)).Append("): x\n");
            }

            var text = log.ToString();
            var expected = ListedQueue.Order(text);
            var actual = Logs.Select(text, e => $"{Encoding.ASCII.GetString(e.Node)} {e.Stamp.Milliseconds} {Logs.Shape(e)}");
            Assert.True(expected.SequenceEqual(actual, StringComparer.Ordinal), $"AUSPEX_SEED={seed}\n{text}\n{string.Join('\n', expected)}\n--\n{string.Join('\n', actual)}");
        }
    }

    [Fact]
    public void Records_that_never_end_do_not_grow_the_queue()
    {
        var line = Encoding.ASCII.GetBytes("type=SYSCALL msg=audit(100.000:1): x");
        Assert.Equal(HeadError.None, RecordHead.TryRead(line, out var head));
        var queue = new EventQueue(new BytesText(line));
        var taken = 0;
        for (var i = 0; i < (2 * EventQueue.MaxPendingRecords) + 1; i++)
        {
            queue.Add(line, head, 0);
            while (queue.TryTake(out var e))
            {
                taken++;
                queue.Return(e);
            }
        }

        Assert.Equal(((2 * EventQueue.MaxPendingRecords) + 1) / (int)(EventQueue.MaxEventBytes / line.Length), taken);
        Assert.Equal(taken, queue.Cut);
    }

    /// <summary>Records of one event after another, of the same second: nothing but the bound lets any of them go.</summary>
    [Fact]
    public void Events_that_never_end_take_no_more_than_so_much_memory()
    {
        var line = Encoding.ASCII.GetBytes("type=SYSCALL msg=audit(100.000:1000000): x");
        var queue = new EventQueue(new BytesText(line));
        var most = 0L;
        for (var i = 0; i < 600_000; i++)
        {
            (1_000_000 + i).TryFormat(line.AsSpan("type=SYSCALL msg=audit(100.000:".Length), out _);
            if (RecordHead.TryRead(line, out var head) != HeadError.None) Assert.Fail("no record");
            queue.Add(line, head, 0);
            most = Math.Max(most, queue.OpenBytes);
            while (queue.TryTake(out var e)) queue.Return(e);
        }

        Assert.InRange(queue.Cut, 300_000, 500_000);
        Assert.InRange(most, EventQueue.MaxPendingBytes / 2, EventQueue.MaxPendingBytes + 4096);
    }

    [Fact]
    public void An_event_that_is_too_large_is_handed_out_in_parts_and_none_of_its_records_is_lost()
    {
        var padding = new string('x', 1000);
        var log = string.Concat(Enumerable.Range(0, 40_000).Select(i => $"type=PATH msg=audit(100.000:1): item={i} {padding}\n")) + "type=SYSCALL msg=audit(100.000:2): a=1\n";
        var counts = Logs.Select(log, e => e.Count);
        Assert.Equal(40_001, counts.Sum());
        Assert.Equal(4, counts.Count);
    }
}
