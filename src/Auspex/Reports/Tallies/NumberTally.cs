namespace Auspex.Reports.Tallies;

/// <summary>Counts numbers. Belongs to one thread at a time; memory grows with the number of different ones, 24 bytes each, up to its budget.</summary>
internal sealed class NumberTally
{
    private const int FirstSlots = 64;
    private const int ItemBytes = 24; // with two slots

    private readonly TallyBudget budget;
    private readonly ulong secret = (ulong)Random.Shared.NextInt64();
    private int[] slots = new int[FirstSlots]; // index of the item + 1; 0 is free
    private (long Number, long Hits)[] items = new (long, long)[FirstSlots / 2];
    private int last = -1;
    private long taken; // of the budget

    /// <summary>Nothing is counted yet.</summary>
    /// <param name="budget">What it may take; by default one of its own.</param>
    public NumberTally(TallyBudget? budget = null) => this.budget = budget ?? new TallyBudget();

    /// <summary>How often numbers came that are not among those counted, since there was no room for them.</summary>
    public long Uncounted { get; private set; }

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

    /// <summary>Adds what another one counted, which is not used any more.</summary>
    public void Merge(NumberTally other)
    {
        ArgumentNullException.ThrowIfNull(other);
        other.budget.Return(other.taken);
        Uncounted += other.Uncounted;
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
                if (!budget.TryTake((long)items.Length * ItemBytes))
                {
                    Uncounted += hits;
                    return;
                }

                taken += (long)items.Length * ItemBytes;
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
