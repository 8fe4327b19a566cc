using System.Text;
using Auspex.Outputs;
using Auspex.Search;
using Auspex.Tests.Interpretation;
using Auspex.Tests.Outputs;
using Auspex.Tests.Records;
using Auspex.Tests.Support;
using Auspex.Text;

namespace Auspex.Tests.Normalization;

/// <summary>Damaged logs neither throw nor make the output grow, and no event costs an allocation.</summary>
public sealed class HostileTests
{
    [Fact]
    public void Damaged_records_never_throw_and_say_no_more_than_they_hold()
    {
        var random = Seeded.New(out var seed);
        var mutator = new Mutator(random);
        var writer = new Writer(EventFormats.Csv(EventFormats.Extra with { IsQuoted = true }), EventFormats.Sentence());
        foreach (var path in TestFiles.SharedLogs().Append(TestFiles.Data("normalization/kinds.log")))
        {
            var lines = File.ReadAllLines(path).Select(Encoding.UTF8.GetBytes).ToArray();
            for (var round = 0; round < 50; round++)
            {
                var text = Damaged(lines, mutator, random);
                var length = text.Length;
                writer.Largest = 0;
                Run(text, writer);
                // Names of machines, calls and sockets are longer than their numbers; a working directory may stand before two names, and a
                // quote may become two.
                Assert.True(writer.Largest < (16 * length) + 4096, $"{seed}: {writer.Largest} of {length} in {path}");
            }
        }

        Assert.True(writer.Events > 5_000, $"{writer.Events} events");
    }

    [Fact]
    public void What_is_written_of_an_event_does_not_depend_on_the_events_before()
    {
        var log = File.ReadAllBytes(TestFiles.Data("normalization/kinds.log"));
        var inOneGo = EventFormats.Write(EventFormats.Csv(EventFormats.Extra), log).Output.Split('\n')[1..^1];
        var events = File.ReadLines(TestFiles.Data("normalization/kinds.log")).GroupBy(StampOf, StringComparer.Ordinal);
        var alone = events.SelectMany(e => EventFormats.Write(EventFormats.Csv(EventFormats.Extra), Encoding.UTF8.GetBytes(string.Join('\n', e))).Output.Split('\n')[1..^1]);
        Assert.Equal(alone, inOneGo, StringComparer.Ordinal);
    }

    [Fact]
    public void Writing_allocates_nothing_once_warm()
    {
        Assert.SkipUnless(AllocationTests.Optimized, "SKIPPED: in Debug the tables of Auspex.Tables allocate, since CreateSpan is not compiled away; run Release");
        var log = File.ReadAllBytes(TestFiles.Data("normalization/kinds.log"));
        var names = new FixedNames();
        var nothing = new Writer();
        var writer = new Writer(EventFormats.Csv(EventFormats.Extra with { IsQuoted = true }, names: names), EventFormats.Sentence(names));
        Run(log, nothing);
        Run(log, writer);
        var reading = Allocated(() => Run(log, nothing));
        Assert.Equal(reading, Allocated(() => Run(log, writer)));
        Assert.True(writer.Events > 250);
    }

    /// <summary>Every second line damaged, the others whole, so that events keep their shape.</summary>
    private static byte[] Damaged(byte[][] lines, Mutator mutator, Random random)
    {
        var text = new List<byte>();
        var room = new byte[1 << 14];
        foreach (var line in lines)
        {
            if (random.Next(2) == 0) text.AddRange(line);
            else text.AddRange(room.AsSpan(0, mutator.Damage(line, room)));
            text.Add((byte)'\n');
        }

        return [.. text];
    }

    private static string StampOf(string line) =>
        line[line.IndexOf("audit(", StringComparison.Ordinal)..line.IndexOf("): ", StringComparison.Ordinal)];

    private static long Allocated(Action action)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static void Run(byte[] log, Writer writer)
    {
        var search = new PlainSearch(new BytesText(log), TimeRange.All, writer);
        _ = search.Read(log, 0);
        _ = search.End();
    }

    private sealed class Writer(params IEventFormat[] formats) : IEventVisitor
    {
        private readonly ByteBuffer output = new();
        private readonly ByteBuffer messages = new();

        public int Events { get; private set; }

        public int Largest { get; set; }

        public bool Visit(LogEvent e)
        {
            Events++;
            foreach (var format in formats)
            {
                output.Clear();
                messages.Clear();
                format.Append(e, output, messages);
                Largest = Math.Max(Largest, output.Length + messages.Length);
            }

            return true;
        }
    }
}
