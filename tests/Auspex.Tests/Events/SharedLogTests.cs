using Auspex.Archive;
using Auspex.Events;
using Auspex.Tests.Support;

namespace Auspex.Tests.Events;

/// <summary>The four logs of go-libaudit, with the answers that ../shared/data/README.md gives.</summary>
public sealed class SharedLogTests
{
    private static readonly int[] RecordsPerEvent = [2, 5, 5, 4, 1];

    [Fact]
    public void Each_event_of_normal_log_has_its_records()
    {
        var events = Read("normal.log", out var losses, TimeSpan.FromSeconds(2));
        Assert.Equal([58UL, 59, 60, 61, 62], events.Select(e => e.Serial));
        Assert.Equal(RecordsPerEvent, events.Select(e => e.Records));
        Assert.Empty(losses);
    }

    [Fact]
    public void Nine_events_are_missing_in_lost_messages_log()
    {
        var events = Read("lost_messages.log", out var losses, TimeSpan.FromSeconds(2));
        Assert.Equal([49UL, 59, 60, 61, 62], events.Select(e => e.Serial));
        Assert.Equal(RecordsPerEvent, events.Select(e => e.Records));
        Assert.Equal([new Loss(9, LossReason.SerialGap, 1492037289295, 1492037291036)], losses);
    }

    [Fact]
    public void Records_out_of_order_find_their_events_while_these_wait()
    {
        var events = Read("out_of_order.log", out var losses, TimeSpan.FromSeconds(10));
        Assert.Equal([58UL, 59, 60, 61, 62], events.Select(e => e.Serial));
        Assert.Equal(RecordsPerEvent, events.Select(e => e.Records));
        Assert.Empty(losses);
    }

    [Fact]
    public void Records_later_than_the_window_are_told_as_late()
    {
        var events = Read("out_of_order.log", out _, TimeSpan.FromSeconds(2));
        Assert.Equal(
            new List<(ulong, int, bool)> { (58, 2, false), (59, 5, false), (60, 4, false), (60, 1, true), (61, 4, false), (62, 1, false) },
            events.OrderBy(e => e.Serial).ThenBy(e => e.IsLate));
    }

    [Fact]
    public void Serials_pass_the_highest_in_rollover_log()
    {
        var events = Read("rollover.log", out var losses, TimeSpan.FromSeconds(2));
        Assert.Equal([4294967294UL, 4294967295, 0, 1, 2], events.Select(e => e.Serial));
        Assert.Empty(losses);
    }

    [Fact]
    public void Logs_of_real_machines_keep_every_record()
    {
        Assert.SkipWhen(TestFiles.SharedLogs().Count == 0, "SKIPPED: ../shared/data/logs is not here");
        foreach (var log in TestFiles.SharedLogs())
        {
            var sink = new Counter();
            var assembler = new EventAssembler(sink);
            using (var stream = File.OpenRead(log)) Assert.True(new LogFeed(assembler).Read(new StreamLog(new StreamInput(stream)) { Path = log }));
            assembler.Flush();
            var endMarkers = File.ReadLines(log).Count(l => l.Contains("type=EOE ", StringComparison.Ordinal));
            Assert.Equal(assembler.Records, sink.Events.Sum(e => e.Records) + assembler.Malformed + endMarkers);
        }
    }

    private static List<(ulong Serial, int Records, bool IsLate)> Read(string name, out List<Loss> losses, TimeSpan window)
    {
        var path = TestFiles.SharedLogs().FirstOrDefault(f => Path.GetFileName(f) == name);
        Assert.SkipWhen(path is null, $"SKIPPED: ../shared/data/logs/{name} is not here");
        var sink = new Counter();
        var assembler = new EventAssembler(sink, new AssemblerOptions { Window = window });
        using (var stream = File.OpenRead(path!)) Assert.True(new LogFeed(assembler).Read(new StreamLog(new StreamInput(stream)) { Path = path! }));
        assembler.Flush();
        losses = sink.Losses;
        return sink.Events;
    }

    private sealed class Counter : IEventSink
    {
        public List<(ulong Serial, int Records, bool IsLate)> Events { get; } = [];

        public List<Loss> Losses { get; } = [];

        public bool OnEvent(AuditEvent auditEvent)
        {
            Events.Add((auditEvent.Stamp.Serial, auditEvent.Count, auditEvent.IsLate));
            return true;
        }

        public void OnLost(in Loss loss) => Losses.Add(loss);
    }
}
