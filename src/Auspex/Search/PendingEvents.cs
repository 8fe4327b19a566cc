using Auspex.Records;

namespace Auspex.Search;

/// <summary>The open events of a queue: found by identity in a hash table, ordered by stamp in a heap.</summary>
internal sealed class PendingEvents
{
    private const int FirstBuckets = 256;

    private readonly LogText text;
    private readonly Stack<LogEvent> idle = new();
    private readonly PriorityQueue<int, int> freeSlots = new();
    private LogEvent?[] buckets = new LogEvent?[FirstBuckets];
    private LogEvent[] heap = new LogEvent[FirstBuckets];
    private int slots;

    public PendingEvents(LogText text) => this.text = text;

    /// <summary>How many are open.</summary>
    public int Count { get; private set; }

    /// <summary>The one with the smallest stamp; there is one.</summary>
    public LogEvent Smallest => heap[0];

    /// <summary>The open event that a record with <paramref name="head"/> belongs to.</summary>
    public LogEvent? Find(in RecordHead head, ReadOnlySpan<byte> line)
    {
        var e = buckets[Bucket(head.Stamp)];
        while (e is not null && !e.Is(head, line)) e = e.Next;
        return e;
    }

    /// <summary>Opens an event for a record with <paramref name="head"/>.</summary>
    public LogEvent Open(in RecordHead head, long position, long number)
    {
        if (Count == heap.Length) Grow();
        if (!idle.TryPop(out var e)) e = new LogEvent();
        e.Begin(text, head, position);
        e.Opened = number;
        e.Slot = freeSlots.TryDequeue(out var slot, out _) ? slot : slots++;
        ref var bucket = ref buckets[Bucket(head.Stamp)];
        e.Next = bucket;
        bucket = e;
        Rise(Count++, e);
        return e;
    }

    /// <summary>Takes the smallest out; it comes back by <see cref="Return"/>.</summary>
    public LogEvent TakeSmallest()
    {
        var smallest = heap[0];
        var moved = heap[--Count];
        heap[Count] = null!;
        if (Count > 0) Sink(moved);
        Unlink(smallest);
        freeSlots.Enqueue(smallest.Slot, smallest.Slot);
        return smallest;
    }

    /// <summary>Takes an open event out of those that records are added to; it stays one of the open ones.</summary>
    public void Detach(LogEvent e)
    {
        Unlink(e);
        e.IsDetached = true;
    }

    /// <summary>Takes back an event for another use.</summary>
    public void Return(LogEvent done) => idle.Push(done);

    /// <summary>Adds where the records of the open events begin.</summary>
    public void CopyPositions(List<long> positions)
    {
        foreach (var e in heap.AsSpan(0, Count))
        {
            foreach (ref readonly var spot in e.Spots) positions.Add(spot.Position);
        }
    }

    /// <summary>Forgets the open events that are not wanted.</summary>
    public void Keep(Predicate<LogEvent> isWanted)
    {
        var all = heap[..Count];
        Array.Clear(heap);
        Count = 0;
        foreach (var e in all)
        {
            if (isWanted(e)) Rise(Count++, e);
            else Drop(e);
        }
    }

    private void Drop(LogEvent e)
    {
        Unlink(e);
        Return(e);
    }

    private void Unlink(LogEvent e)
    {
        if (e.IsDetached) return;
        ref var link = ref buckets[Bucket(e.Stamp)];
        while (!ReferenceEquals(link, e)) link = ref link!.Next;
        link = e.Next;
        e.Next = null;
    }

    private void Rise(int i, LogEvent e)
    {
        while (i > 0)
        {
            var parent = (i - 1) / 2;
            if (!IsLess(e, heap[parent])) break;
            heap[i] = heap[parent];
            i = parent;
        }

        heap[i] = e;
    }

    private void Sink(LogEvent e)
    {
        var i = 0;
        while ((2 * i) + 1 < Count)
        {
            var child = (2 * i) + 1;
            if (child + 1 < Count && IsLess(heap[child + 1], heap[child])) child++;
            if (!IsLess(heap[child], e)) break;
            heap[i] = heap[child];
            i = child;
        }

        heap[i] = e;
    }

    private static bool IsLess(LogEvent a, LogEvent b)
    {
        var order = a.Stamp.CompareTo(b.Stamp);
        return order != 0 ? order < 0 : a.Slot < b.Slot;
    }

    private int Bucket(in EventStamp stamp) =>
        (int)((((ulong)stamp.Milliseconds + (stamp.Serial << 20)) * 0x9E37_79B9_7F4A_7C15) >> 32) & (buckets.Length - 1);

    private void Grow()
    {
        Array.Resize(ref heap, heap.Length * 2);
        buckets = new LogEvent?[heap.Length];
        for (var i = 0; i < Count; i++)
        {
            if (heap[i].IsDetached) continue;
            ref var bucket = ref buckets[Bucket(heap[i].Stamp)];
            heap[i].Next = bucket;
            bucket = heap[i];
        }
    }
}
