using System.Text;
using Auspex.Daemon.Plugins;
using Auspex.Records;
using Auspex.Tests.Interpretation;
using Auspex.Text;

namespace Auspex.Tests.Daemon.Plugins;

/// <summary>What plugins do for each record allocates nothing once warm.</summary>
public sealed class RelayAllocationTests
{
    private static readonly byte[] Lines = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 20).Select(static i =>
        $"type=SYSCALL msg=audit(1700000000.100:{i}): arch=c000003e syscall=59 auid={i} comm=\"ls\" key=\"k\"\ntype=PROCTITLE msg=audit(1700000000.100:{i}): proctitle=6C73\n")));

#if DEBUG
    private const bool IsDebug = true;
#else
    private const bool IsDebug = false;
#endif

    private readonly PluginInput input = new(mayBeFrames: true);
    private readonly OutgoingQueue queue = new(100);
    private readonly ByteBuffer line = new();
    private readonly ByteBuffer text = new();

    [Fact]
    public void Reading_and_queuing() => Prove(() => ForEach(static (t, record) =>
    {
        t.line.Clear();
        PluginConversion.AppendLine(record, t.line);
        Assert.True(t.queue.TryAdd(t.line.Written));
        t.queue.Took(t.queue.Next.Length);
    }));

    [Fact]
    public void Interpreting_and_formatting()
    {
        var message = new Rfc5424Message(14, "host");
        var interpreted = new InterpretedLine(new FixedNames(), TimeZoneInfo.Utc);
        Prove(() =>
        {
            var reader = new RecordReader(Lines, isFinal: true);
            while (reader.TryRead(out var view))
            {
                text.Clear();
                Assert.True(interpreted.TryAppend(view, text));
                line.Clear();
                message.Append(view, text.Written, 0, line);
            }
        });
    }

    [Theory]
    [InlineData("auid == 3")]
    [InlineData("key r= \"x\"")]
    [InlineData("comm i= x")]
    public void Filtering(string rule)
    {
        var output = new ByteBuffer();
        var filter = new EventFilter(dropsMatches: true, new FixedNames(), output);
        filter.Load(FilterRules.Parse(Encoding.ASCII.GetBytes(rule), out _));
        Prove(() =>
        {
            foreach (var range in Lines.AsSpan().Split((byte)'\n')) filter.Add(Lines.AsSpan()[range]);
            filter.Flush();
            output.Clear();
        });
    }

    private delegate void Step(RelayAllocationTests test, PluginRecord record);

    private static void Prove(Action pass)
    {
        Assert.SkipWhen(IsDebug, "SKIPPED in Debug: without optimization a span over constants allocates a handle; run the Release build.");
        var allocated = long.MaxValue;
        for (var attempt = 0; attempt < 100 && allocated != 0; attempt++)
        {
            // Code that is still being compiled in the background allocates as in Debug.
            Thread.Sleep(10);
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 100; i++) pass();
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.Equal(0, allocated);
    }

    private void ForEach(Step step)
    {
        Lines.CopyTo(input.GetRoom());
        input.Advance(Lines.Length);
        while (input.TryRead(out var record)) step(this, record);
    }
}
