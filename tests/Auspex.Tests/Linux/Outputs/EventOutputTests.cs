using System.Text;
using Auspex.Daemon;
using Auspex.Linux.Outputs;
using Auspex.Outputs;
using Auspex.Search;
using Auspex.Tables;
using Auspex.Text;
using Auspex.Threads;

namespace Auspex.Tests.Linux.Outputs;

/// <summary>An output on which something fails: its thread goes on, and what is lost is counted.</summary>
public sealed class EventOutputTests
{
    private readonly List<string> told = [];
    private readonly WorkerFailures failures;

    public EventOutputTests() => failures = new WorkerFailures(told.Add);

    [Fact]
    public void A_format_that_throws_costs_its_event_and_no_other()
    {
        var target = new Lines();
        using var output = new EventOutput("json-file", new Fragile(), () => target, timeoutSeconds: 2, spill: null, failures);
        output.Start();
        for (var i = 1; i <= 20; i++) Put(output, i);
        output.OnBatchEnd();
        output.Dispose();
        Assert.Equal([.. Enumerable.Range(1, 20).Where(static i => i % 5 != 0).Select(static i => $"event {i}")], target.Written);
        Assert.Equal(8, output.TakeLost()); // two records of each of four events
        Assert.Equal([("json-file", 4L)], failures.Read());
        Assert.Single(told);
        Assert.True(target.IsClosed);
    }

    [Fact]
    public void A_target_that_throws_when_flushed_costs_nothing_that_was_written()
    {
        var target = new Lines { Fails = 2 };
        using var output = new EventOutput("json-socket", new Fragile(), () => target, timeoutSeconds: 2, spill: null, failures);
        output.Start();
        for (var i = 1; i <= 4; i++) Put(output, i);
        output.OnBatchEnd();
        output.Dispose();
        Assert.Equal(["event 1", "event 2", "event 3", "event 4"], target.Written);
        Assert.Equal(2, failures.Read().Single().Count);
    }

    [Fact]
    public void An_output_that_cannot_be_opened_takes_nothing_and_loses_nothing()
    {
        using var output = new EventOutput("json-file", new Fragile(), static () => null, timeoutSeconds: 2, spill: null, failures);
        output.Start();
        for (var i = 0; i < 1000 && output.IsActive; i++) Thread.Sleep(10);
        Assert.False(output.IsActive);
        Put(output, 1);
        output.Dispose();
        Assert.Equal(0, output.TakeLost());
        Assert.Empty(failures.Read());
    }

    [Fact]
    public void One_that_follows_another_opens_when_that_has_ended_and_retiring_waits_for_nothing()
    {
        using var isBlocked = new ManualResetEventSlim();
        var first = new Lines { Gate = isBlocked };
        var second = new Lines();
        using var old = new EventOutput("json-file", new Fragile(), () => first, timeoutSeconds: 2, spill: null, failures);
        old.Start();
        Put(old, 1);
        old.OnBatchEnd();
        old.Retire();
        using var next = new EventOutput("json-file", new Fragile(), () =>
        {
            Assert.True(first.IsClosed);
            return second;
        }, timeoutSeconds: 2, spill: null, failures);
        next.Start([old]);
        Put(next, 2);
        Assert.False(old.HasEnded);
        isBlocked.Set();
        next.Dispose();
        Assert.Equal(["event 1"], first.Written);
        Assert.Equal(["event 2"], second.Written);
        Assert.Empty(failures.Read());
    }

    private static void Put(QueuedOutput output, int serial)
    {
        foreach (var (type, name) in ((RecordType, string)[])[(RecordType.Syscall, "SYSCALL"), (RecordType.Proctitle, "PROCTITLE")])
        {
            var line = Encoding.ASCII.GetBytes($"type={name} msg=audit(1700000000.000:{serial}): a=1");
            var start = line.AsSpan().IndexOf("audit("u8);
            output.OnRecord(new DaemonRecord(type, RecordOrigin.Kernel, line, start, line.Length - start));
        }
    }

    /// <summary>Fails on every fifth event.</summary>
    private sealed class Fragile : IEventFormat
    {
        public void AppendHeader(ByteBuffer output)
        {
            // none
        }

        public void Append(LogEvent e, ByteBuffer output, ByteBuffer messages)
        {
            if (e.Stamp.Serial % 5 == 0) throw new InvalidOperationException("a bug of ours");
            output.Append(Encoding.ASCII.GetBytes($"event {e.Stamp.Serial}\n"));
        }
    }

    private sealed class Lines : ILineTarget
    {
        public List<string> Written { get; } = [];

        public int Fails { get; set; }

        public ManualResetEventSlim? Gate { get; init; }

        public bool IsClosed { get; private set; }

        public void Write(ReadOnlySpan<byte> line)
        {
            Gate?.Wait();
            Written.Add(Encoding.ASCII.GetString(line));
        }

        public void Flush()
        {
            if (Fails-- > 0) throw new IOException("a disk of ours");
        }

        public long TakeLost() => 0;

        public void Dispose() => IsClosed = true;
    }
}
