using Auspex.Records;
using Auspex.Tables;

namespace Auspex.Search;

/// <summary>The records of one event of a log, in the order in which they arrived. Pooled: valid until it is returned to its queue.</summary>
/// <remarks>Holds places, no bytes. Made by <see cref="EventQueue"/>. Source: spec 3.2.</remarks>
public sealed class LogEvent : IRecordList
{
    private const int ObjectBytes = 160; // with its places in the queue's tables
    private const int SpotBytes = 24;
    private const int FirstSpots = 8;
    private const int MaxKeptSpots = 256;

    private LogText text = new BytesText(default);
    private RecordSpot[] spots = new RecordSpot[FirstSpots];
    private long nodePosition;
    private int nodeLength;

    /// <summary>Time and serial; with the node, the event's identity.</summary>
    public EventStamp Stamp { get; private set; }

    /// <summary>True when its records name a node.</summary>
    public bool HasNode { get; private set; }

    /// <summary>The node's name, or empty.</summary>
    public ReadOnlySpan<byte> Node => text.Slice(nodePosition, nodeLength);

    /// <summary>Which new event of its queue it is.</summary>
    internal long Opened { get; set; }

    /// <summary>Its place among the open events, the lowest that was free: decides between equal stamps of different nodes.</summary>
    internal int Slot { get; set; }

    /// <summary>The next open event in the same bucket.</summary>
    internal LogEvent? Next;

    /// <summary>True when a record has completed it, where records do (see <see cref="EventQueue"/>).</summary>
    internal bool IsClosed { get; set; }

    /// <summary>True when one of its records is of a type that ends events.</summary>
    internal bool HasEnd
    {
        get
        {
            foreach (ref readonly var spot in Spots)
            {
                if (RecordTypes.EndsEvent(spot.Type)) return true;
            }

            return false;
        }
    }

    /// <summary>True once no more records are taken in: those that follow make an event of their own.</summary>
    internal bool IsDetached { get; set; }

    /// <summary>Bytes of its lines.</summary>
    internal long LineBytes { get; private set; }

    /// <summary>Bytes of memory that it takes itself, its lines left out.</summary>
    internal long Footprint => ObjectBytes + ((long)spots.Length * SpotBytes);

    /// <summary>How many records it has: at least one.</summary>
    public int Count { get; private set; }

    /// <summary>Where its records stand.</summary>
    public ReadOnlySpan<RecordSpot> Spots => spots.AsSpan(0, Count);

    /// <summary>The type of the first record.</summary>
    public RecordType FirstType => spots[0].Type;

    /// <summary>The record number <paramref name="index"/>, counted from 0 by arrival.</summary>
    public LogRecord this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
            return new LogRecord(text.Slice(spots[index].Position, spots[index].Length), spots[index]);
        }
    }

    /// <summary>The record as the library's reader sees it.</summary>
    public RecordView View(int index)
    {
        var record = this[index];
        return new RecordView
        {
            Line = record.Line,
            Node = Node,
            TypeName = TypeNameOf(record.Line),
            Type = record.Type,
            Stamp = Stamp,
            StampEnd = record.HeadLength,
            Body = record.Body,
            Enrichment = record.Enrichment,
        };
    }

    /// <inheritdoc/>
    RecordType IRecordList.TypeOf(int index) => Spots[index].Type;

    /// <inheritdoc/>
    ReadOnlySpan<byte> IRecordList.BodyOf(int index) => this[index].Body;

    /// <summary>True when one of its records is of <paramref name="type"/>.</summary>
    public bool Has(RecordType type)
    {
        foreach (ref readonly var spot in Spots)
        {
            if (spot.Type == type) return true;
        }

        return false;
    }

    /// <summary>True when one of its records is of a type from <paramref name="first"/> to <paramref name="last"/>.</summary>
    public bool HasAny(int first, int last)
    {
        foreach (ref readonly var spot in Spots)
        {
            if ((int)spot.Type >= first && (int)spot.Type <= last) return true;
        }

        return false;
    }

    /// <summary>True when a record with <paramref name="head"/> belongs to it.</summary>
    internal bool Is(in RecordHead head, ReadOnlySpan<byte> line) =>
        Stamp == head.Stamp && HasNode == head.HasNode && (!HasNode || Node.SequenceEqual(head.Node(line)));

    /// <summary>A copy that owns its bytes, and stays valid whatever becomes of this one.</summary>
    public LogEvent Keep()
    {
        var bytes = new byte[LineBytes];
        var kept = new LogEvent
        {
            text = new BytesText(bytes),
            spots = new RecordSpot[Count],
            Stamp = Stamp,
            HasNode = HasNode,
            nodePosition = nodePosition - spots[0].Position, // its name stands in the record that began it
            nodeLength = nodeLength,
            Count = Count,
            LineBytes = LineBytes,
        };
        var end = 0;
        for (var i = 0; i < Count; i++)
        {
            var spot = spots[i];
            text.Slice(spot.Position, spot.Length).CopyTo(bytes.AsSpan(end));
            kept.spots[i] = new RecordSpot(end, spot.Length, spot.Type, spot.HeadLength);
            end += spot.Length;
        }

        return kept;
    }

    internal void Begin(LogText log, in RecordHead head, long position)
    {
        text = log;
        Stamp = head.Stamp;
        HasNode = head.HasNode;
        nodePosition = position + head.NodeStart;
        nodeLength = head.NodeLength;
        Count = 0;
        LineBytes = 0;
        (IsClosed, IsDetached) = (false, false);
        if (spots.Length > MaxKeptSpots) spots = new RecordSpot[FirstSpots];
    }

    internal void Add(in RecordSpot spot)
    {
        if (Count == spots.Length) Array.Resize(ref spots, Count * 2);
        spots[Count++] = spot;
        LineBytes += spot.Length;
    }

    private ReadOnlySpan<byte> TypeNameOf(ReadOnlySpan<byte> line)
    {
        line = line[(HasNode ? nodeLength + 6 : 0)..]; // "node=" and the space
        var start = line.IndexOf("type="u8);
        if (start < 0) return default;
        line = line[(start + 5)..];
        var end = line.IndexOf((byte)' ');
        return end < 0 ? line : line[..end];
    }
}
