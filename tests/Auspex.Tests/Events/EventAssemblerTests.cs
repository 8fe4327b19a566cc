using System.Text;
using Auspex.Events;
using Auspex.Records;
using Auspex.Tables;
using Auspex.Tests.Records;
using Auspex.Tests.Support;

namespace Auspex.Tests.Events;

/// <summary>Limits, memory and the end of an assembler's work; what comes out in which order the stories tell.</summary>
public sealed class EventAssemblerTests
{
    [Fact]
    public void An_event_beyond_8_MiB_keeps_its_beginning_and_tells_how_many_records_were_dropped()
    {
        var sink = new Sink();
        var assembler = new EventAssembler(sink);
        var body = new byte[1_000_000];
        for (var i = 0; i < 10; i++) assembler.Push(Record(RecordType.Execve, 1, body));
        assembler.Push(Record(RecordType.Proctitle, 1, "p"u8));
        Assert.Equal(9, Assert.Single(sink.Counts)); // eight bodies and the title
        Assert.True(sink.WasTruncated);
        Assert.Equal([new Loss(2, LossReason.EventTooLarge, 1000, 1000)], sink.Losses);
    }

    [Fact]
    public void A_huge_event_is_not_kept_for_ever()
    {
        var assembler = new EventAssembler(new Sink());
        for (var i = 0; i < 8; i++) assembler.Push(Record(RecordType.Execve, 1, new byte[1_000_000]));
        Assert.True(assembler.Footprint > 8_000_000);
        assembler.Push(Record(RecordType.Proctitle, 1, default));
        Assert.True(assembler.Footprint <= EventPool.MaxKeptBytes, $"{assembler.Footprint} bytes");
    }

    [Fact]
    public void A_burst_of_events_is_not_kept_for_ever()
    {
        var assembler = new EventAssembler(new Sink());
        assembler.Push(Record(RecordType.UserLogin, 1, default));
        for (ulong serial = 3; serial < 1000; serial++) assembler.Push(Record(RecordType.UserLogin, serial, new byte[10_000]));
        Assert.True(assembler.Footprint > 9_000_000);
        assembler.Push(Record(RecordType.UserLogin, 2, default)); // what they waited for
        Assert.Equal(long.MaxValue, assembler.HeldSinceMilliseconds);
        Assert.InRange(assembler.Footprint, 1, EventPool.MaxKeptBytes);
    }

    [Fact]
    public void Records_of_nothing_without_end_do_not_grow_an_event_without_end()
    {
        var assembler = new EventAssembler(new Sink());
        for (var i = 0; i < 1_000_000; i++) assembler.Push(Record(RecordType.Path, 1, default));
        Assert.InRange(assembler.Footprint, 1, 16 << 20);
    }

    [Fact]
    public void Many_nodes_with_much_to_hold_hold_no_more_than_may_be()
    {
        var options = new AssemblerOptions { MaxHeldBytes = 1 << 20 };
        var assembler = new EventAssembler(new Sink(), options);
        for (var i = 0; i < 100_000; i++)
        {
            var name = Encoding.ASCII.GetBytes($"node{i % 300}");
            assembler.Push(Record(RecordType.Syscall, (ulong)i, new byte[i % 2000], name));
            Assert.InRange(assembler.Footprint, 1, options.MaxHeldBytes + EventPool.MaxKeptBytes);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(4096)]
    public void Any_bound_of_what_is_held_ahead_keeps_every_record(int maxAhead)
    {
        var random = Seeded.New(out var seed);
        var sink = new Sink();
        var assembler = new EventAssembler(sink, new AssemblerOptions { MaxAhead = maxAhead });
        for (var i = 0; i < 50_000; i++) assembler.Push(Record(RecordType.Path, (uint)(i + random.Next(-20, 20)), default));
        assembler.Flush();
        Assert.True(sink.Counts.Sum() == 50_000, seed);
    }

    [Fact]
    public void A_sink_that_wants_no_more_gets_no_more()
    {
        var sink = new Sink { Wanted = 2 };
        var assembler = new EventAssembler(sink);
        Assert.True(assembler.Push(Record(RecordType.UserLogin, 1, "x"u8)));
        assembler.Push(Record(RecordType.UserLogin, 3, "x"u8));
        assembler.Push(Record(RecordType.UserLogin, 4, "x"u8));
        Assert.False(assembler.Push(Record(RecordType.UserLogin, 2, "x"u8))); // three have their turn, one is wanted
        Assert.True(assembler.IsStopped);
        Assert.False(assembler.Push(Record(RecordType.UserLogin, 5, "x"u8)));
        assembler.Advance(1_000_000);
        assembler.Flush();
        Assert.Equal(2, sink.Counts.Count);
        Assert.Equal(4, assembler.Records);
    }

    [Fact]
    public void Types_that_are_not_kept_still_count_for_order_and_end()
    {
        var sink = new Sink();
        var assembler = new EventAssembler(sink, new AssemblerOptions { Keep = t => t is RecordType.Syscall or RecordType.UserLogin });
        assembler.Push(Record(RecordType.UserLogin, 1, "x"u8));
        assembler.Push(Record(RecordType.Syscall, 2, "x"u8));
        assembler.Push(Record(RecordType.UserLogin, 4, "x"u8));
        assembler.Push(Record(RecordType.Cwd, 3, "x"u8));
        assembler.Push(Record(RecordType.Proctitle, 2, "x"u8));
        assembler.Push(Record(RecordType.Proctitle, 3, "x"u8));
        Assert.Equal([1, 1, 1], sink.Counts);
        Assert.Empty(sink.Losses);
        Assert.Equal(4, assembler.Events);
    }

    [Fact]
    public void A_record_reads_the_same_from_its_event()
    {
        var line = "node=n type=SYSCALL msg=audit(1.000:1): a=1 b=2\u001dUID=\"root\""u8.ToArray();
        var sink = new Sink { Look = e => Assert.Equal("n SYSCALL a=1 b=2|UID=\"root\"", Show(e[0])) };
        var assembler = new EventAssembler(sink);
        assembler.Push(RecordReader.Parse(line));
        Array.Clear(line); // the bytes were copied
        assembler.Flush();
        Assert.Single(sink.Counts);
    }

    [Fact]
    public void An_index_beyond_the_records_of_an_event_is_refused_though_its_memory_was_used_before()
    {
        var refused = 0;
        var sink = new Sink
        {
            Look = e =>
            {
                Assert.Throws<ArgumentOutOfRangeException>(() => e.TypeOf(e.Count));
                Assert.Throws<ArgumentOutOfRangeException>(() => e.BodyOf(-1).Length);
                Assert.Equal(-1, e.IndexOf(RecordType.Cwd));
                refused++;
            },
        };
        var assembler = new EventAssembler(sink);
        for (ulong serial = 1; serial < 3; serial++)
        {
            assembler.Push(Record(RecordType.Syscall, serial, "x"u8));
            if (serial == 1) assembler.Push(Record(RecordType.Path, serial, "y"u8));
            assembler.Push(Record(RecordType.Proctitle, serial, default));
        }

        Assert.Equal(2, refused);
    }

    [Fact]
    public void Options_out_of_bounds_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new EventAssembler(new Sink(), new AssemblerOptions { MaxAhead = 1000 }));
        Assert.Throws<ArgumentException>(() => new EventAssembler(new Sink(), new AssemblerOptions { MaxNodes = 0 }));
        Assert.Throws<ArgumentException>(() => new EventAssembler(new Sink(), new AssemblerOptions { MaxHeldBytes = -1 }));
        Assert.Throws<ArgumentException>(() => new EventAssembler(new Sink(), new AssemblerOptions { Window = TimeSpan.FromSeconds(-1) }));
    }

    [Fact]
    public void A_record_costs_no_allocation_once_everything_is_warm()
    {
        Assert.SkipUnless(AllocationTests.Optimized, "SKIPPED: in Debug the tables of Auspex.Tables allocate; run Release");
        var random = new Random(7);
        string[] names = ["", "alpha"];
        var lines = names.SelectMany(n => new RandomEvents(random, n, 4000).Records).OrderBy(r => r.Arrival)
            .Select(r => Encoding.ASCII.GetBytes(r.Line)).ToList();
        var assembler = new EventAssembler(new Sink { IsSilent = true }, new AssemblerOptions { Window = TimeSpan.FromMilliseconds(50) });
        for (var pass = 0; pass < 10; pass++) PushAll(lines, assembler); // until every spare event has the size it needs
        var least = long.MaxValue; // the runtime itself may allocate once, when it compiles a method anew
        for (var pass = 0; pass < 5; pass++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            PushAll(lines, assembler);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
        Assert.True(lines.Count > 20_000);
    }

    private static void PushAll(List<byte[]> lines, EventAssembler assembler)
    {
        foreach (var line in lines) assembler.Push(RecordReader.Parse(line));
    }

    private static string Show(RecordView r) =>
        $"{Encoding.ASCII.GetString(r.Node)} {Encoding.ASCII.GetString(r.TypeName)} {Encoding.ASCII.GetString(r.Body)}|{Encoding.ASCII.GetString(r.Enrichment)}";

    private static RecordView Record(RecordType type, ulong serial, ReadOnlySpan<byte> body, ReadOnlySpan<byte> node = default) =>
        new() { Type = type, Stamp = new EventStamp(1000, serial), Body = body, Node = node };

    private sealed class Sink : IEventSink
    {
        public List<int> Counts { get; } = [];

        public List<Loss> Losses { get; } = [];

        public int Wanted { get; init; } = int.MaxValue;

        public bool IsSilent { get; init; }

        public bool WasTruncated { get; private set; }

        public Action<AuditEvent>? Look { get; init; }

        public bool OnEvent(AuditEvent auditEvent)
        {
            WasTruncated |= auditEvent.IsTruncated;
            Look?.Invoke(auditEvent);
            if (!IsSilent) Counts.Add(auditEvent.Count);
            return Counts.Count < Wanted;
        }

        public void OnLost(in Loss loss)
        {
            if (!IsSilent) Losses.Add(loss);
        }
    }
}
