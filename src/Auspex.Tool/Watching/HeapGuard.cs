namespace Auspex.Tool.Watching;

/// <summary>Keeps the heap small while processes come and go by the thousand.</summary>
/// <remarks>
/// What is known of a process lives for a second or so: long enough to be promoted, after which the collector takes its time. So a full
/// collection is asked for once the heap has doubled since the last one: a few milliseconds for what little lives.
/// </remarks>
internal sealed class HeapGuard
{
    /// <summary>Growth below this is left alone.</summary>
    private const long MinGrowthBytes = 6 << 20;

    private long kept;

    /// <summary>Collects if it is time. To be called between batches.</summary>
    internal void Check()
    {
        if (GC.GetTotalMemory(forceFullCollection: false) - kept < Math.Max(MinGrowthBytes, kept)) return;
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
        kept = GC.GetTotalMemory(forceFullCollection: false);
    }
}
