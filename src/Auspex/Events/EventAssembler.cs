using Auspex.Records;

namespace Auspex.Events;

/// <summary>Brings the records of each event together and releases the events of each node in serial order.</summary>
/// <remarks>
/// An event is complete with EOE, PROCTITLE or a record that stands alone. An unfinished event, or a serial that is missing, holds
/// up later ones until <see cref="AssemblerOptions.Window"/> has passed or <see cref="AssemblerOptions.MaxAhead"/> serials have come;
/// then it is released as it is, or reported as <see cref="LossReason.SerialGap"/>. Time is the records' own, so that a replay
/// gives what live gave; <see cref="Advance"/> lets time pass while the input is silent. Source: spec 3.
/// </remarks>
public sealed class EventAssembler
{
    private readonly AssemblerOptions options;
    private readonly IEventSink sink;
    private readonly List<NodeStream> streams = [];
    private NodeStream? current;
    private long uses;

    /// <summary>An assembler that releases into <paramref name="sink"/>.</summary>
    public EventAssembler(IEventSink sink, AssemblerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(sink);
        this.sink = sink;
        this.options = options ?? new AssemblerOptions();
        if (!System.Numerics.BitOperations.IsPow2(this.options.MaxAhead))
            throw new ArgumentException("MaxAhead must be a power of two", nameof(options));
    }

    /// <summary>Records taken.</summary>
    public long Records { get; private set; }

    /// <summary>Events released.</summary>
    public long Events => streams.Sum(s => s.Released) + closedEvents;

    /// <summary>Lines and messages that were no records.</summary>
    public long Malformed { get; private set; }

    /// <summary>True when the sink asked to stop; further records are ignored.</summary>
    public bool IsStopped { get; private set; }

    /// <summary>Time of the newest record, in milliseconds since 1970-01-01 UTC; 0 before the first.</summary>
    public long NewestMilliseconds => current?.Newest ?? 0;

    /// <summary>A time that no event still held is older than; <see cref="long.MaxValue"/> when none are.</summary>
    public long HeldSinceMilliseconds
    {
        get
        {
            var oldest = long.MaxValue;
            foreach (var stream in streams) oldest = Math.Min(oldest, stream.HeldSince);
            return oldest;
        }
    }

    private long closedEvents;

    /// <summary>Takes one record; its bytes are copied.</summary>
    /// <returns>False when the sink has asked to stop.</returns>
    public bool Push(in RecordView record)
    {
        if (IsStopped) return false;
        Records++;
        if (record.Error != RecordError.None)
        {
            Malformed++;
            return true;
        }

        var stream = current is not null && record.Node.SequenceEqual(current.Node) ? current : Select(record.Node);
        if (!stream.Push(record)) IsStopped = true;
        return !IsStopped;
    }

    /// <summary>Lets time pass: the input has been silent until <paramref name="nowMilliseconds"/>.</summary>
    public void Advance(long nowMilliseconds)
    {
        foreach (var stream in streams)
        {
            if (!IsStopped && !stream.Advance(nowMilliseconds)) IsStopped = true;
        }
    }

    /// <summary>Releases everything that is still held: the input has ended.</summary>
    public void Flush()
    {
        foreach (var stream in streams)
        {
            if (!IsStopped && !stream.Flush()) IsStopped = true;
        }
    }

    private NodeStream Select(ReadOnlySpan<byte> node)
    {
        foreach (var stream in streams)
        {
            if (!node.SequenceEqual(stream.Node)) continue;
            stream.LastUse = ++uses;
            return current = stream;
        }

        if (streams.Count >= options.MaxNodes) EndOldest();
        current = new NodeStream(node.ToArray(), options, sink) { LastUse = ++uses };
        streams.Add(current);
        return current;
    }

    private void EndOldest()
    {
        var oldest = streams.MinBy(s => s.LastUse)!;
        if (!oldest.Flush()) IsStopped = true;
        closedEvents += oldest.Released;
        streams.Remove(oldest);
    }
}
