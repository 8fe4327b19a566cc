using Auspex.Records;
using Auspex.Tables;

namespace Auspex.Events;

/// <summary>The records of one event, in the order they came. Owned and reused by its <see cref="EventAssembler"/>.</summary>
public sealed class AuditEvent
{
    /// <summary>The most bytes of records kept for one event: an argument list of 2 MiB in hexadecimal, and room to spare.</summary>
    public const int MaxBytes = 8 << 20;

    /// <summary>A buffer larger than this is given up when the event ends, so that one huge event is not kept for ever.</summary>
    private const int KeptBytes = 32 << 10;

    private byte[] bytes = new byte[1024];
    private Slot[] slots = new Slot[8];
    private int used;

    private readonly record struct Slot(RecordType Type, int Body, int BodyLength, int EnrichmentLength, int NameLength);

    /// <summary>Time and serial.</summary>
    public EventStamp Stamp { get; private set; }

    /// <summary>The node's name, or empty.</summary>
    public ReadOnlySpan<byte> Node => node;

    /// <summary>True when an end marker was seen; false when the event was released because time went on.</summary>
    public bool IsComplete { get; internal set; }

    /// <summary>True when records had to be dropped for <see cref="MaxBytes"/>.</summary>
    public bool IsTruncated { get; private set; }

    /// <summary>True when events of higher serials were released before this one.</summary>
    public bool IsLate { get; internal set; }

    /// <summary>The number of records kept.</summary>
    public int Count { get; private set; }

    private byte[] node = [];

    /// <summary>The record at <paramref name="index"/>; its bytes are this event's.</summary>
    public RecordView this[int index]
    {
        get
        {
            ref readonly var slot = ref slots[index];
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
    public RecordType TypeOf(int index) => slots[index].Type;

    /// <summary>The body of the record at <paramref name="index"/>.</summary>
    public ReadOnlySpan<byte> BodyOf(int index) => bytes.AsSpan(slots[index].Body, slots[index].BodyLength);

    /// <summary>The position of the first record of <paramref name="type"/>, or -1.</summary>
    public int IndexOf(RecordType type, int from = 0)
    {
        for (var i = from; i < Count; i++)
        {
            if (slots[i].Type == type) return i;
        }

        return -1;
    }

    /// <summary>Bytes held for this event's records.</summary>
    internal int BodyBytes => used;

    internal void Begin(EventStamp stamp, byte[] nodeName)
    {
        Stamp = stamp;
        node = nodeName;
        IsComplete = IsTruncated = IsLate = false;
        Count = used = 0;
        if (bytes.Length > KeptBytes) bytes = new byte[1024];
        if (slots.Length > 64) slots = new Slot[8];
    }

    internal void Add(in RecordView record)
    {
        var size = record.Body.Length + record.Enrichment.Length + record.TypeName.Length;
        if (used + size > MaxBytes)
        {
            IsTruncated = true;
            return;
        }

        if (used + size > bytes.Length) Array.Resize(ref bytes, Math.Max(bytes.Length * 2, used + size));
        if (Count == slots.Length) Array.Resize(ref slots, Count * 2);
        slots[Count++] = new Slot(
            record.Type, used, record.Body.Length, record.Enrichment.Length, record.TypeName.Length);
        Append(record.Body);
        Append(record.Enrichment);
        Append(record.TypeName);
    }

    private void Append(ReadOnlySpan<byte> text)
    {
        text.CopyTo(bytes.AsSpan(used));
        used += text.Length;
    }
}
