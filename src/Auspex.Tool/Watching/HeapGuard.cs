namespace Auspex.Tool.Watching;

/// <summary>Keeps the heap small where the collector alone would let it grow to the size of the processor's caches, and more.</summary>
/// <remarks>
/// What is known of a process lives for a second or so: long enough to be promoted, after which the collector takes its time. And what the
/// daemon allocates is little, but goes on for months. So a full collection is asked for once the heap has grown by so much, and has doubled where
/// much lives: a few milliseconds.
/// </remarks>
/// <param name="growthBytes">Growth below this is left alone.</param>
/// <param name="mayDouble">True where collecting what lives costs more than memory: then growth up to that is left alone too.</param>
internal sealed class HeapGuard(long growthBytes, bool mayDouble)
{
    private long kept;

    /// <summary>Collects if it is time. To be called between batches.</summary>
    internal void Check()
    {
        if (GC.GetTotalMemory(forceFullCollection: false) - kept < Math.Max(growthBytes, mayDouble ? kept : 0)) return;
        GC.Collect(GC.MaxGeneration, mayDouble ? GCCollectionMode.Forced : GCCollectionMode.Aggressive, blocking: true, compacting: true);
        kept = GC.GetTotalMemory(forceFullCollection: false);
    }
}
