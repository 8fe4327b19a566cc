using Auspex.Daemon;
using Auspex.Daemon.Queues;
using Auspex.Outputs;
using Auspex.Search;
using Auspex.Text;

namespace Auspex.Linux.Outputs;

/// <summary>Brings records together to events and writes each as a line, in a format of ausearch.</summary>
public sealed class EventOutput : QueuedOutput, IEventVisitor
{
    private readonly IEventFormat format;
    private readonly ILineTarget target;
    private readonly EventStream stream;
    private readonly ByteBuffer line = new(8 << 10, 1 << 20);
    private readonly ByteBuffer messages = new();

    /// <summary>An output that is not started yet. It owns <paramref name="target"/>.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="format">How an event is written: one line.</param>
    /// <param name="target">Where to.</param>
    /// <param name="timeoutSeconds">After so long an event without an end counts as complete.</param>
    /// <param name="spill">Where the queue goes on when memory is full, or null.</param>
    public EventOutput(string name, IEventFormat format, ILineTarget target, int timeoutSeconds, SpillFile? spill)
        : base(name, spill)
    {
        this.format = format;
        this.target = target;
        stream = new EventStream(this, timeoutSeconds);
    }

    /// <summary>Events written.</summary>
    public long Events => stream.Events;

    /// <inheritdoc/>
    public bool Visit(LogEvent e)
    {
        line.Clear();
        messages.Clear();
        format.Append(e, line, messages);
        if (line.Length > 0) target.Write(line.Written[..^1]);
        return true;
    }

    /// <inheritdoc/>
    protected override void OnTaken(in DaemonRecord record) => stream.Add(record.Line);

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
    protected override void Dispose(bool isDisposing)
    {
        target.Dispose();
        base.Dispose(isDisposing);
    }

    private void Flush()
    {
        target.Flush();
        if (target.TakeLost() is var lost and > 0) CountLost(lost);
    }
}
