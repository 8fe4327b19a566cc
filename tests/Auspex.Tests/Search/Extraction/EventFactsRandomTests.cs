using System.Text;
using Auspex.Search;
using Auspex.Search.Extraction;
using Auspex.Tests.Records;
using Auspex.Tests.Support;

namespace Auspex.Tests.Search.Extraction;

public sealed class EventFactsRandomTests
{
    /// <summary>Damaged logs never throw, one reader used for all says the same as a new one for each, and facts do not depend on each other.</summary>
    [Fact]
    public void Damaged_records_tell_what_they_can()
    {
        var random = Seeded.New(out var seed);
        var mutator = new Mutator(random);
        var log = SampleLog();
        var room = new byte[log.Length + 4096];
        var kept = new EventFacts();
        var events = 0;
        for (var round = 0; round < 60; round++)
        {
            var length = log.Length;
            log.CopyTo(room, 0);
            for (var times = 0; times < 40; times++)
            {
                var at = random.Next(length - 300);
                var line = room.AsSpan(at, 300).ToArray();
                var damaged = new byte[line.Length + 64];
                mutator.Damage(line, damaged);
                damaged.AsSpan(0, line.Length).CopyTo(room.AsSpan(at));
            }

            var one = (FactSet)(1 << random.Next(27));
            foreach (var (all, again, alone) in Logs.Select(room[..length], e => Read(e, kept, one)))
            {
                events++;
                Assert.True(all == again, seed + all + again);
                Assert.True(alone.Length == 0 || one is FactSet.Files or FactSet.Success || all.Contains(alone, StringComparison.Ordinal), $"{seed} {one}: {alone} is not in {all}");
            }
        }

        Assert.True(events > 1000);
    }

    /// <summary>Finding few fields by search says the same as taking all apart, whatever the record looks like.</summary>
    [Fact]
    public void Finding_agrees_with_taking_apart()
    {
        var random = Seeded.New(out var seed);
        var mutator = new Mutator(random);
        var lines = Encoding.UTF8.GetString(SampleLog()).Split('\n').Where(l => l.Length > 0).Select(Encoding.UTF8.GetBytes).ToArray();
        var (few, plain) = (new EventFacts(), new EventFacts { FindsFew = false });
        for (var round = 0; round < 20_000; round++)
        {
            var line = lines[random.Next(lines.Length)];
            var room = new byte[line.Length + 256];
            var length = random.Next(4) == 0 ? line.Length : mutator.Damage(line, room);
            if (length == line.Length && room[0] == 0) line.CopyTo(room, 0);
            var wanted = (FactSet)((1 << random.Next(27)) | (1 << random.Next(27)) | (1 << random.Next(27))) | (random.Next(3) == 0 ? FactSet.Names : 0);
            foreach (var (found, taken) in Logs.Select(room[..length], e => (FactsText.Of(e, few, wanted), FactsText.Of(e, plain, wanted))))
                Assert.True(found == taken, $"{seed} {wanted}\n{Encoding.UTF8.GetString(room, 0, length)}\nfound {found}\ntaken {taken}");
        }
    }

    [Fact]
    public void A_warm_reader_allocates_nothing()
    {
        Assert.SkipUnless(AllocationTests.Optimized, "SKIPPED: in Debug the tables of Auspex.Tables allocate; run Release");
        var facts = new EventFacts();
        var log = SampleLog();
        long allocated = 0;
        long found = 0;
        var visitor = new Reading(e =>
        {
            facts.Read(e, FactSet.All);
            var before = GC.GetAllocatedBytesForCurrentThread();
            facts.Read(e, FactSet.All);
            found += facts.FileCount + facts.KeyCount + facts.Exe.Length;
            allocated += GC.GetAllocatedBytesForCurrentThread() - before;
        });
        var search = new PlainSearch(new BytesText(log), TimeRange.All, visitor);
        Assert.True(search.Read(log, 0) && search.End());
        Assert.Equal(0, allocated);
        Assert.True(found > 100);
    }

    [Fact]
    public void A_flood_of_names_is_counted_not_kept()
    {
        var log = new StringBuilder();
        for (var i = 0; i < EventFacts.MaxListed + 10; i++) log.Append("type=PATH msg=audit(1700000000.100:1): name=\"/x\"\n");
        Assert.Equal(
            (EventFacts.MaxListed, 10),
            Assert.Single(Logs.Select(log.ToString(), e =>
            {
                var facts = new EventFacts();
                facts.Read(e, FactSet.Files);
                return (facts.FileCount, facts.Dropped);
            })));
    }

    /// <summary>The golden log where it is, else one of our own.</summary>
    internal static byte[] SampleLog()
    {
        var logs = TestFiles.SharedLogs();
        var golden = logs.FirstOrDefault(l => l.EndsWith("synthetic.log", StringComparison.Ordinal));
        return golden is not null ? File.ReadAllBytes(golden) : [.. Directory.EnumerateFiles(TestFiles.Data("records"), "*.txt").SelectMany(Story.ReadLog)];
    }

    private static (string All, string Again, string Alone) Read(LogEvent e, EventFacts kept, FactSet one) =>
        (FactsText.Of(e, kept, FactSet.All), FactsText.Of(e, new EventFacts(), FactSet.All), FactsText.Of(e, kept, one));

    private sealed class Reading(Action<LogEvent> read) : IEventVisitor
    {
        public bool Visit(LogEvent e)
        {
            read(e);
            return true;
        }
    }
}
