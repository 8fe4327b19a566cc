namespace Auspex.Reports.Tallies;

/// <summary>Counts byte texts: how often each came, and when first. Belongs to one thread at a time.</summary>
/// <remarks>
/// Open addressing over an arena; once a text is known, counting it allocates nothing. Memory grows with the number of different texts and
/// their bytes (44 bytes each besides), and with nothing else; what does not fit into the budget is counted together.
/// </remarks>
internal sealed class ByteTally
{
    private const int FirstSlots = 64;
    private const int ItemBytes = 48; // with two slots

    private readonly TallyBudget budget;
    private readonly ulong secret = (ulong)Random.Shared.NextInt64();
    private readonly ByteArena texts = new();
    private int[] slots = new int[FirstSlots]; // index of the item + 1; 0 is free
    private Item[] items = new Item[FirstSlots / 2];
    private int last = -1;
    private long taken; // of the budget

    /// <summary>Nothing is counted yet.</summary>
    /// <param name="budget">What it may take; by default one of its own.</param>
    public ByteTally(TallyBudget? budget = null) => this.budget = budget ?? new TallyBudget();

    /// <summary>How often texts came that are not among those counted, since there was no room for them.</summary>
    public long Uncounted { get; private set; }

    /// <summary>How many different texts there are.</summary>
    public int Count { get; private set; }

    /// <summary>A text, by the order in which this object met it.</summary>
    public ReadOnlySpan<byte> Text(int index) => texts[items[index].Place];

    /// <summary>How often it came.</summary>
    public long Hits(int index) => items[index].Hits;

    /// <summary>Counts <paramref name="text"/>.</summary>
    /// <param name="text">Copied when it is new.</param>
    /// <param name="ordinal">The number of the event.</param>
    /// <param name="place">Which value of the event it is.</param>
    public void Add(ReadOnlySpan<byte> text, long ordinal, int place = 0)
    {
        if (last >= 0 && ordinal >= items[last].Ordinal && Text(last).SequenceEqual(text)) items[last].Hits++; // logs come in runs
        else AddHashed(text, 1, ordinal, place);
    }

    /// <summary>Adds what another one counted, which is not used any more.</summary>
    public void Merge(ByteTally other)
    {
        ArgumentNullException.ThrowIfNull(other);
        other.budget.Return(other.taken);
        Uncounted += other.Uncounted;
        for (var i = 0; i < other.Count; i++)
        {
            ref readonly var item = ref other.items[i];
            AddHashed(other.texts[item.Place], item.Hits, item.Ordinal, item.Order);
        }
    }

    /// <summary>The indexes of all texts, those that came most often first, and of these the one that came first.</summary>
    public int[] ByHits()
    {
        var order = new int[Count];
        for (var i = 0; i < order.Length; i++) order[i] = i;
        Array.Sort(order, Compare);
        return order;
    }

    private int Compare(int a, int b)
    {
        ref readonly var x = ref items[a];
        ref readonly var y = ref items[b];
        var byHits = y.Hits.CompareTo(x.Hits);
        if (byHits != 0) return byHits;
        var byOrdinal = x.Ordinal.CompareTo(y.Ordinal);
        return byOrdinal != 0 ? byOrdinal : x.Order.CompareTo(y.Order);
    }

    private void AddHashed(ReadOnlySpan<byte> text, long hits, long ordinal, int place)
    {
        var hash = TextHash.Of(text, secret);
        var mask = slots.Length - 1;
        var slot = (int)hash & mask;
        while (slots[slot] != 0)
        {
            var index = slots[slot] - 1;
            ref var item = ref items[index];
            if (item.Hash == hash && texts[item.Place].SequenceEqual(text))
            {
                item.Hits += hits;
                if (ordinal < item.Ordinal || (ordinal == item.Ordinal && place < item.Order)) (item.Ordinal, item.Order) = (ordinal, place);
                last = index;
                return;
            }

            slot = (slot + 1) & mask;
        }

        if (!HasRoom(text.Length))
        {
            Uncounted += hits;
            return;
        }

        last = Count;
        if (Count == items.Length)
        {
            Grow();
            slot = FreeSlot(hash);
        }

        items[Count++] = new Item { Hash = hash, Place = texts.Add(text), Hits = hits, Ordinal = ordinal, Order = place };
        slots[slot] = Count;
    }

    private bool HasRoom(int length)
    {
        var cost = texts.CostOf(length) + (Count == items.Length ? (long)items.Length * ItemBytes : 0);
        if (cost > 0 && !budget.TryTake(cost)) return false;
        taken += cost;
        return true;
    }

    /// <summary>Items fill half of the slots at most.</summary>
    private void Grow()
    {
        Array.Resize(ref items, items.Length * 2);
        slots = new int[slots.Length * 2];
        for (var i = 0; i < Count; i++) slots[FreeSlot(items[i].Hash)] = i + 1;
    }

    private int FreeSlot(uint hash)
    {
        var mask = slots.Length - 1;
        var slot = (int)hash & mask;
        while (slots[slot] != 0) slot = (slot + 1) & mask;
        return slot;
    }

    private struct Item
    {
        public ArenaPlace Place;
        public long Hits;
        public long Ordinal;
        public int Order;
        public uint Hash;
    }
}
