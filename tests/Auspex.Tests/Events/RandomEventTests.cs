using System.Globalization;
using System.Text;
using Auspex.Events;
using Auspex.Records;
using Auspex.Tables;
using Auspex.Tests.Support;

namespace Auspex.Tests.Events;

/// <summary>Events made at random together with the answer: their records come shuffled within the window, and must come out in order.</summary>
public sealed class RandomEventTests
{
    private static int Events =>
#if DEBUG
        2_000;
#else
        20_000;
#endif

    [Fact]
    public void Records_shuffled_within_the_window_come_out_as_they_were_made() => Check(isLive: false);

    [Fact]
    public void Live_gives_the_same_as_a_replay() => Check(isLive: true);

    private static void Check(bool isLive)
    {
        var random = Seeded.New(out var seed);
        string[] names = ["", "alpha", "beta"];
        var nodes = names.Select(n => new RandomEvents(random, n, Events)).ToList();
        var records = nodes.SelectMany(n => n.Records).OrderBy(r => r.Arrival); // stable: records of one event stay in order
        var sink = new Answer();
        var assembler = new EventAssembler(sink);
        long held = 0, wall = 0;
        foreach (var (arrival, line) in records)
        {
            while (isLive && wall < arrival) assembler.Advance(wall = wall == 0 ? arrival : Math.Min(arrival, wall + random.Next(1, 5)));
            Assert.True(assembler.Push(RecordReader.Parse(Encoding.ASCII.GetBytes(line))));
            held = Math.Max(held, assembler.Footprint);
        }

        assembler.Flush();
        foreach (var (name, made) in names.Zip(nodes))
            AssertSame(made.Expected, sink.Told.Where(t => t.StartsWith(name + ' ', StringComparison.Ordinal)).ToList(), seed);
        Assert.Equal(nodes.Sum(n => n.Expected.Count), sink.Told.Count);
        Assert.Equal(nodes.Sum(n => n.Expected.Count(e => !e.Contains(" lost ", StringComparison.Ordinal))), assembler.Events);
        Assert.True(held < 16 << 20, $"{seed}: {held} bytes held");
    }

    private static void AssertSame(List<string> expected, List<string> actual, string seed)
    {
        for (var i = 0; i < Math.Min(expected.Count, actual.Count); i++)
            Assert.True(expected[i] == actual[i], $"{seed}, event {i}: expected {expected[i]}, came {actual[i]}");
        Assert.True(expected.Count == actual.Count, $"{seed}: expected {expected.Count}, came {actual.Count}");
    }

    private sealed class Answer : IEventSink
    {
        private string node = "";

        public List<string> Told { get; } = [];

        public bool OnEvent(AuditEvent auditEvent)
        {
            node = Encoding.ASCII.GetString(auditEvent.Node);
            var text = new StringBuilder(node).Append(CultureInfo.InvariantCulture, $" {auditEvent.Stamp.Milliseconds}:{auditEvent.Stamp.Serial}");
            for (var i = 0; i < auditEvent.Count; i++) text.Append(' ').Append(Encoding.ASCII.GetString(RecordTypes.Name(auditEvent.TypeOf(i))));
            Told.Add(text.Append(auditEvent.IsComplete ? "" : " unfinished").Append(auditEvent.IsLate ? " late" : "").ToString());
            InsertPendingLosses();
            return true;
        }

        /// <summary>A loss does not name its node: it is that of the event that follows.</summary>
        public void OnLost(in Loss loss) => losses.Add($"lost {loss.Count} {loss.FromMilliseconds} {loss.ToMilliseconds}");

        private readonly List<string> losses = [];

        private void InsertPendingLosses()
        {
            foreach (var loss in losses) Told.Insert(Told.Count - 1, $"{node} {loss}");
            losses.Clear();
        }
    }
}
