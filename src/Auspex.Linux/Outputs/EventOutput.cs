using Auspex.Daemon;
using Auspex.Daemon.Queues;
using Auspex.Outputs;
using Auspex.Search;
using Auspex.Text;
using Auspex.Threads;

namespace Auspex.Linux.Outputs;

/// <summary>Brings records together to events and writes each as a line, in a format of ausearch.</summary>
internal sealed class EventOutput : QueuedOutput, IEventVisitor
{
    private readonly IEventFormat format;
    private readonly Func<ILineTarget?> open;
    private readonly EventStream stream;
    private readonly ByteBuffer line = new(8 << 10, 1 << 20);
    private readonly ByteBuffer messages = new();
    private ILineTarget? target; // while it is open
    private int underWay; // records of what is being written

    /// <summary>An output that is not started yet.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="format">How an event is written: one line.</param>
    /// <param name="open">Opens where to, on the output's thread; null when it cannot be, which it has told.</param>
    /// <param name="timeoutSeconds">After so long an event without an end counts as complete.</param>
    /// <param name="spill">Where the queue goes on when memory is full, or null.</param>
    /// <param name="failures">Where its failures are counted.</param>
    public EventOutput(string name, IEventFormat format, Func<ILineTarget?> open, int timeoutSeconds, SpillFile? spill, WorkerFailures failures)
        : base(name, spill, failures)
    {
        this.format = format;
        this.open = open;
        stream = new EventStream(this, timeoutSeconds);
    }

    /// <summary>Events written.</summary>
    public long Events => stream.Events;

    /// <inheritdoc/>
    public bool Visit(LogEvent e)
    {
        ArgumentNullException.ThrowIfNull(e);
        underWay = e.Count;
        line.Clear();
        messages.Clear();
        format.Append(e, line, messages);
        if (line.Length > 0) target!.Write(line.Written[..^1]);
        underWay = 0;
        return true;
    }

    /// <inheritdoc/>
    protected override bool TryOpen() => (target = open()) is not null;

    /// <inheritdoc/>
    protected override void OnTaken(in DaemonRecord record)
    {
        underWay = 1;
        stream.Add(record.Line);
        underWay = 0;
    }

    /// <inheritdoc/>
    protected override void OnTaken() => Flush();

    /// <inheritdoc/>
    protected override void OnSilence()
    {
        if (stream.HasOpen) stream.Flush();
        Flush();
    }

    /// <inheritdoc/>
    protected override void OnEnd()
    {
        stream.Flush();
        Flush();
    }

    /// <inheritdoc/>
    protected override void Close() => target!.Dispose();

    /// <inheritdoc/>
    /// <remarks>The event that failed has left the stream; the others are still there.</remarks>
    protected override int Recover()
    {
        var lost = underWay;
        underWay = 0;
        return lost;
    }

    private void Flush()
    {
        target!.Flush();
        if (target.TakeLost() is var lost and > 0) CountLost(lost);
    }
}
