using Auspex.Tables;

namespace Auspex.Outputs.SearchFormats;

/// <summary>Counts how often each field name came in one record, so that an object never has the same key twice.</summary>
/// <remarks>A hash table of places in the record's body, however many fields a hostile record has. Belongs to one thread.</remarks>
internal sealed class RepeatedNames
{
    /// <summary>A record of the kernel has no more names than half of this; among so few it is no matter when all of them meet.</summary>
    private const int FewBits = 7;

    private Slot[] slots = new Slot[1 << FewBits];
    private int used;
    private int round;

    /// <summary>Begins a record.</summary>
    public void Clear()
    {
        used = 0;
        if (++round != int.MaxValue) return;
        Array.Clear(slots);
        round = 1;
    }

    /// <summary>Counts the name at <paramref name="start"/> of <paramref name="body"/>.</summary>
    /// <returns>1 for the first time in this record.</returns>
    public int Count(ReadOnlySpan<byte> body, int start, int length)
    {
        if (used * 2 >= slots.Length) Grow(body);
        ref var slot = ref Find(slots, body, start, length);
        if (slot.Round != round)
        {
            slot = new Slot(round, start, length);
            used++;
        }

        return ++slot.Times;
    }

    private ref Slot Find(Slot[] table, ReadOnlySpan<byte> body, int start, int length)
    {
        var name = body.Slice(start, length);
        var i = table.Length == 1 << FewBits ? NameHash.Slot(name, NameHash.Exact, 0x9E37_79B9_7F4A_7C15, FewBits) : ChanceSlot(name, table.Length);
        while (table[i].Round == round && !body.Slice(table[i].Start, table[i].Length).SequenceEqual(name))
        {
            i = (i + 1) & (table.Length - 1);
        }

        return ref table[i];
    }

    /// <summary>Seeded by chance, so that nobody can choose names that meet.</summary>
    private static int ChanceSlot(ReadOnlySpan<byte> name, int slots)
    {
        var hash = default(HashCode);
        hash.AddBytes(name);
        return hash.ToHashCode() & (slots - 1);
    }

    private void Grow(ReadOnlySpan<byte> body)
    {
        var larger = new Slot[slots.Length * 2];
        foreach (ref readonly var slot in slots.AsSpan())
        {
            if (slot.Round == round) Find(larger, body, slot.Start, slot.Length) = slot;
        }

        slots = larger;
    }

    private struct Slot(int round, int start, int length)
    {
        public readonly int Round = round;
        public readonly int Start = start;
        public readonly int Length = length;
        public int Times = 0;
    }
}
