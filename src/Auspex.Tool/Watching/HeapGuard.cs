namespace Auspex.Tool.Watching;

/// <summary>Keeps the heap small where the collector alone would let it grow to the size of the processor's caches, and more.</summary>
/// <remarks>
/// What is known of a process lives for a second or so: long enough to be promoted, after which the collector takes its time. And what the
/// daemon allocates is little, but goes on for months. So a full collection is asked for once the heap has doubled since the last one: a few
/// milliseconds for what little lives.
/// </remarks>
/// <param name="minGrowthBytes">Growth below this is left alone.</param>
/// <param name="mode">How: aggressive also gives back to the machine at once what is free then.</param>
internal sealed class HeapGuard(long minGrowthBytes = 6 << 20, GCCollectionMode mode = GCCollectionMode.Forced)
{
    private long kept;

    /// <summary>Collects if it is time. To be called between batches.</summary>
    internal void Check()
    {
        if (GC.GetTotalMemory(forceFullCollection: false) - kept < Math.Max(minGrowthBytes, kept)) return;
        GC.Collect(GC.MaxGeneration, mode, blocking: true, compacting: true);
        kept = GC.GetTotalMemory(forceFullCollection: false);
    }
}
