using System.Numerics;
using Auspex.Records;

namespace Auspex.Events;

/// <summary>Brings the records of each event together and releases the events of each node in serial order.</summary>
/// <remarks>
/// An event is complete with EOE, PROCTITLE or a record that stands alone. An unfinished event, or a serial that is missing, holds
/// up later ones until one of them has waited for <see cref="AssemblerOptions.Window"/> or <see cref="AssemblerOptions.MaxAhead"/>
/// serials have come; then it is released as it is, or reported as <see cref="LossReason.SerialGap"/>. Time is the records' own, so
/// that a replay gives what live gave; <see cref="Advance"/> lets time pass while the input is silent. Source: spec 3.
/// </remarks>
internal sealed class EventAssembler
{
    /// <summary>The longest name of a node, in bytes: four times what DNS allows. A record with a longer one is malformed.</summary>
    public const int MaxNodeBytes = 1024;

    /// <summary>The end of the year 9999: the latest time that has a date. A record with a later one is malformed.</summary>
    public const long MaxMilliseconds = 253_402_300_799_999;

    private readonly AssemblerOptions options;
    private readonly EventOutlet outlet;
    private readonly List<NodeStream> streams = [];
    private NodeStream? current;
    private long uses;

    /// <summary>An assembler that releases into <paramref name="sink"/>.</summary>
    /// <exception cref="ArgumentException">An option is out of its bounds.</exception>
    public EventAssembler(IEventSink sink, AssemblerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(sink);
        this.options = options ?? new AssemblerOptions();
        Validate(this.options);
        outlet = new EventOutlet(sink, this.options);
    }

    /// <summary>Records taken.</summary>
    public long Records { get; private set; }

    /// <summary>Events released, those of which no record is kept included.</summary>
    public long Events => outlet.Released;

    /// <summary>Lines and messages that were no records, or named a time or a node that cannot be.</summary>
    public long Malformed { get; private set; }

    /// <summary>True when the sink asked to stop; further records are ignored.</summary>
    public bool IsStopped { get; private set; }

    /// <summary>A time that no event still held is older than; <see cref="long.MaxValue"/> when none are held.</summary>
    /// <remarks>Looks at each event held: of those there are a few, but up to <see cref="AssemblerOptions.MaxAhead"/> after a gap.</remarks>
    public long HeldSinceMilliseconds
    {
        get
        {
            var oldest = long.MaxValue;
            foreach (var stream in streams) oldest = Math.Min(oldest, stream.HeldSince);
            return oldest;
        }
    }

    /// <summary>Bytes of memory in the events held, and in those kept to be used again.</summary>
    internal long Footprint => HeldBytes + outlet.Pool.KeptBytes;

    private long HeldBytes
    {
        get
        {
            long sum = 0;
            foreach (var stream in streams) sum += stream.HeldBytes;
            return sum;
        }
    }

    /// <summary>Takes one record; its bytes are copied.</summary>
    /// <returns>False when the sink has asked to stop.</returns>
    public bool Push(in RecordView record)
    {
        if (IsStopped) return false;
        Records++;
        if (record.Error != RecordError.None || record.Stamp.Milliseconds > MaxMilliseconds || record.Node.Length > MaxNodeBytes)
        {
            Malformed++;
            return true;
        }

        var stream = current is not null && record.Node.SequenceEqual(current.Node) ? current : Select(record.Node);
        var before = stream.HeldBytes;
        if (!stream.Push(record)) IsStopped = true;
        else if (stream.HeldBytes > before && HeldBytes > options.MaxHeldBytes) Relieve();
        return !IsStopped;
    }

    /// <summary>Lets time pass: to be called regularly when input comes as it happens.</summary>
    /// <param name="nowMilliseconds">The caller's clock. Between two calls without a record the difference counts; a step back does not.</param>
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

    private static void Validate(AssemblerOptions options)
    {
        if (options.Window < TimeSpan.Zero) throw new ArgumentException("Window must not be negative", nameof(options));
        if (options.MaxHeldBytes < 0) throw new ArgumentException("MaxHeldBytes must not be negative", nameof(options));
        if (options.MaxNodes < 1) throw new ArgumentException("MaxNodes must be 1 or more", nameof(options));
        if (!BitOperations.IsPow2(options.MaxAhead)) throw new ArgumentException("MaxAhead must be a power of two", nameof(options));
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
        current = new NodeStream(node.ToArray(), options, outlet) { LastUse = ++uses };
        streams.Add(current);
        return current;
    }

    private void EndOldest()
    {
        var oldest = streams.MinBy(s => s.LastUse)!;
        if (!oldest.Flush()) IsStopped = true;
        streams.Remove(oldest);
    }

    /// <summary>Too much is held: the node that holds most gives up first.</summary>
    private void Relieve()
    {
        while (!IsStopped && HeldBytes > options.MaxHeldBytes)
        {
            if (!streams.MaxBy(s => s.HeldBytes)!.GiveUpOne()) IsStopped = true;
        }
    }
}
