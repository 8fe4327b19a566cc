namespace Auspex.Daemon.Storms;

/// <summary>Counts within one second by name. Bounded: names beyond its slots share what is left of one budget.</summary>
internal sealed class RateTable(int budget)
{
    private const int Slots = 8192;
    private const int MaxProbes = 256;

    private readonly ulong[] names = new ulong[Slots]; // their hashes; 0 for a free slot
    private readonly int[] counts = new int[Slots];
    private int used;
    private int rest;

    /// <summary>Counts one.</summary>
    /// <returns>True when the name is over its budget in this second.</returns>
    internal bool IsOver(ReadOnlySpan<byte> name)
    {
        if (budget <= 0 || name.IsEmpty) return false;
        ref var count = ref CountOf(HashOf(name));
        if (count >= budget) return true;
        count++;
        return false;
    }

    /// <summary>Another second begins.</summary>
    internal void Clear()
    {
        rest = 0;
        if (used == 0) return;
        used = 0;
        Array.Clear(names);
        Array.Clear(counts);
    }

    /// <summary>64 bits with a seed of this process's own: that two names are equal by them does not happen, nor can it be arranged.</summary>
    private static ulong HashOf(ReadOnlySpan<byte> name)
    {
        var (low, high) = (default(HashCode), default(HashCode));
        low.AddBytes(name);
        high.Add(1);
        high.AddBytes(name);
        return ((ulong)(uint)high.ToHashCode() << 32) | (uint)low.ToHashCode() | 1;
    }

    private ref int CountOf(ulong hash)
    {
        var slot = (int)(hash >> 32) & (Slots - 1);
        for (var probe = 0; probe < MaxProbes; probe++, slot = (slot + 1) & (Slots - 1))
        {
            if (names[slot] == hash) return ref counts[slot];
            if (names[slot] != 0) continue;
            names[slot] = hash;
            used++;
            return ref counts[slot];
        }

        return ref rest;
    }
}
