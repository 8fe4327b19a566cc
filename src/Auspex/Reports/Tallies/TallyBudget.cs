namespace Auspex.Reports.Tallies;

/// <summary>The memory that all tallies of a report may take together. Any number of threads may ask.</summary>
/// <remarks>A log with a new name in every event would need as much as those names: what does not fit is counted as such, and told.</remarks>
internal sealed class TallyBudget
{
    /// <summary>Bytes: a million different values, roughly.</summary>
    public const long DefaultBytes = 64 << 20;

    private long left;

    /// <summary>A budget of <paramref name="bytes"/>.</summary>
    public TallyBudget(long bytes = DefaultBytes) => left = bytes;

    /// <summary>Takes so many bytes.</summary>
    /// <returns>False when there are not as many left.</returns>
    internal bool TryTake(long bytes)
    {
        if (Interlocked.Add(ref left, -bytes) >= 0) return true;
        Interlocked.Add(ref left, bytes);
        return false;
    }

    /// <summary>Gives so many back.</summary>
    internal void Return(long bytes) => Interlocked.Add(ref left, bytes);
}
