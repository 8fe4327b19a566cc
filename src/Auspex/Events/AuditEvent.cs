using System.Runtime.CompilerServices;
using Auspex.Records;
using Auspex.Tables;

namespace Auspex.Events;

/// <summary>The records of one event, in the order they came. Owned and reused by its <see cref="EventAssembler"/>.</summary>
internal sealed class AuditEvent : IRecordList
{
    /// <summary>The most bytes kept for one event: an argument list of nearly 4 MiB in hexadecimal.</summary>
    public const int MaxBytes = 8 << 20;

    private byte[] bytes = new byte[1024];
    private Slot[] slots = new Slot[8];
    private byte[] node = [];
    private int used;

    private readonly record struct Slot(RecordType Type, int Body, int BodyLength, int EnrichmentLength, int NameLength);

    /// <summary>Time and serial.</summary>
    public EventStamp Stamp { get; private set; }

    /// <summary>The node's name, or empty.</summary>
    public ReadOnlySpan<byte> Node => node;

    /// <summary>The node's name as the array that all events of it share; null for none.</summary>
    internal byte[]? NodeOrNull => node.Length > 0 ? node : null;

    /// <summary>True when an end marker was seen; false when the event was released because time went on.</summary>
    public bool IsComplete { get; internal set; }

    /// <summary>True when records had to be dropped for <see cref="MaxBytes"/>.</summary>
    public bool IsTruncated => Dropped > 0;

    /// <summary>True when the event's turn had passed: it was released before without these records, or given up as missing.</summary>
    public bool IsLate { get; internal set; }

    /// <summary>The number of records kept.</summary>
    public int Count { get; private set; }

    /// <summary>The number of records dropped for <see cref="MaxBytes"/>.</summary>
    internal int Dropped { get; private set; }

    /// <summary>When its first record was taken, by the clock of its stream.</summary>
    internal long Arrived { get; set; }

    /// <summary>The neighbour in its <see cref="ArrivalList"/> that arrived before.</summary>
    internal AuditEvent? Older { get; set; }

    /// <summary>The neighbour in its <see cref="ArrivalList"/> that arrived after.</summary>
    internal AuditEvent? Newer { get; set; }

    /// <summary>Bytes of memory that the event takes, used or not.</summary>
    internal int Footprint => bytes.Length + (slots.Length * Unsafe.SizeOf<Slot>()) + 128;

    /// <summary>The record at <paramref name="index"/>; its bytes are this event's.</summary>
    public RecordView this[int index]
    {
        get
        {
            ref readonly var slot = ref SlotAt(index);
            var enrichment = slot.Body + slot.BodyLength;
            return new RecordView
            {
                Node = node,
                Type = slot.Type,
                Stamp = Stamp,
                Body = bytes.AsSpan(slot.Body, slot.BodyLength),
                Enrichment = bytes.AsSpan(enrichment, slot.EnrichmentLength),
                TypeName = bytes.AsSpan(enrichment + slot.EnrichmentLength, slot.NameLength),
            };
        }
    }

    /// <summary>The type of the record at <paramref name="index"/>.</summary>
    public RecordType TypeOf(int index) => SlotAt(index).Type;

    /// <summary>The body of the record at <paramref name="index"/>.</summary>
    public ReadOnlySpan<byte> BodyOf(int index)
    {
        ref readonly var slot = ref SlotAt(index);
        return bytes.AsSpan(slot.Body, slot.BodyLength);
    }

    /// <summary>The position of the first record of <paramref name="type"/> at or after <paramref name="from"/>, or -1.</summary>
    public int IndexOf(RecordType type, int from = 0)
    {
        for (var i = from; i < Count; i++)
        {
            if (slots[i].Type == type) return i;
        }

        return -1;
    }

    internal void Begin(EventStamp stamp, byte[] nodeName)
    {
        Stamp = stamp;
        node = nodeName;
        IsComplete = IsLate = false;
        Count = Dropped = used = 0;
    }

    internal void Add(in RecordView record)
    {
        var size = record.Body.Length + record.Enrichment.Length + record.TypeName.Length;
        if (used + size + ((Count + 1) * Unsafe.SizeOf<Slot>()) > MaxBytes)
        {
            Dropped++;
            return;
        }

        // Both stay within MaxBytes, which is a power of two times their first lengths.
        if (used + size > bytes.Length) Array.Resize(ref bytes, Math.Min(MaxBytes, Math.Max(bytes.Length * 2, used + size)));
        if (Count == slots.Length) Array.Resize(ref slots, Count * 2);
        slots[Count++] = new Slot(
            record.Type, used, record.Body.Length, record.Enrichment.Length, record.TypeName.Length);
        Append(record.Body);
        Append(record.Enrichment);
        Append(record.TypeName);
    }

    private ref readonly Slot SlotAt(int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
        return ref slots[index];
    }

    private void Append(ReadOnlySpan<byte> text)
    {
        text.CopyTo(bytes.AsSpan(used));
        used += text.Length;
    }
}
