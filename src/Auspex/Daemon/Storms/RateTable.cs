namespace Auspex.Daemon.Storms;

/// <summary>Counts within one second by name. Bounded: names beyond its slots share the one they fall on.</summary>
internal sealed class RateTable(int budget)
{
    private const int Slots = 4096;

    private readonly int[] counts = new int[Slots];

    /// <summary>Counts one.</summary>
    /// <returns>True when the name is over its budget in this second.</returns>
    internal bool IsOver(ReadOnlySpan<byte> name)
    {
        if (budget <= 0 || name.IsEmpty) return false;
        var hash = default(HashCode);
        hash.AddBytes(name);
        ref var count = ref counts[hash.ToHashCode() & (Slots - 1)];
        if (count < budget)
        {
            count++;
            return false;
        }

        return true;
    }

    /// <summary>Another second begins.</summary>
    internal void Clear() => Array.Clear(counts);
}
