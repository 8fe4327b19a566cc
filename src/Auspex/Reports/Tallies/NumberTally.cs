namespace Auspex.Reports.Tallies;

/// <summary>Counts numbers. Belongs to one thread at a time; memory grows with the number of different ones, 24 bytes each and more.</summary>
public sealed class NumberTally
{
    private const int FirstSlots = 64;

    private readonly ulong secret = (ulong)Random.Shared.NextInt64();
    private int[] slots = new int[FirstSlots]; // index of the item + 1; 0 is free
    private (long Number, long Hits)[] items = new (long, long)[FirstSlots / 2];
    private int last = -1;

    /// <summary>How many different numbers there are.</summary>
    public int Count { get; private set; }

    /// <summary>A number, by the order in which this object met it.</summary>
    public long Number(int index) => items[index].Number;

    /// <summary>How often it came.</summary>
    public long Hits(int index) => items[index].Hits;

    /// <summary>Counts <paramref name="number"/>.</summary>
    public void Add(long number)
    {
        if (last >= 0 && items[last].Number == number) items[last].Hits++;
        else Add(number, 1);
    }

    /// <summary>Adds what another one counted, which stays as it is.</summary>
    public void Merge(NumberTally other)
    {
        ArgumentNullException.ThrowIfNull(other);
        for (var i = 0; i < other.Count; i++) Add(other.items[i].Number, other.items[i].Hits);
    }

    /// <summary>The indexes of all numbers, those that came most often first, and of these the smallest.</summary>
    public int[] ByHits()
    {
        var order = new int[Count];
        for (var i = 0; i < order.Length; i++) order[i] = i;
        Array.Sort(order, Compare);
        return order;
    }

    private int Compare(int a, int b)
    {
        var byHits = items[b].Hits.CompareTo(items[a].Hits);
        return byHits != 0 ? byHits : items[a].Number.CompareTo(items[b].Number);
    }

    private void Add(long number, long hits)
    {
        var slot = SlotOf(number);
        if (slots[slot] == 0)
        {
            if (Count == items.Length)
            {
                Grow();
                slot = SlotOf(number);
            }

            items[Count++].Number = number;
            slots[slot] = Count;
        }

        last = slots[slot] - 1;
        items[last].Hits += hits;
    }

    /// <summary>Items fill half of the slots at most.</summary>
    private void Grow()
    {
        Array.Resize(ref items, items.Length * 2);
        slots = new int[slots.Length * 2];
        for (var i = 0; i < Count; i++) slots[SlotOf(items[i].Number)] = i + 1;
    }

    /// <summary>Where the number stands, or the free slot where it belongs.</summary>
    private int SlotOf(long number)
    {
        var mask = slots.Length - 1;
        var slot = (int)TextHash.Of(number, secret) & mask;
        while (slots[slot] != 0 && items[slots[slot] - 1].Number != number) slot = (slot + 1) & mask;
        return slot;
    }
}
