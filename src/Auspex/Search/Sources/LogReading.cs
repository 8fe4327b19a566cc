using System.Runtime.InteropServices;
using Auspex.Archive;

namespace Auspex.Search.Sources;

/// <summary>Reads logs from the first to the last through the plain engine, in memory of bounded size.</summary>
/// <remarks>
/// Events of a pipe that has fallen silent are handed out. Where bytes must be held (a pipe, a compressed file), blocks are let go that no
/// open event needs; when the open events alone need too much, they are handed out as they are, and counted. Source: spec 1.1.2.
/// </remarks>
internal sealed class LogReading
{
    /// <summary>Blocks are looked through for what may go when they hold more than this.</summary>
    public const long ReleaseBytes = 8 << 20;

    /// <summary>Held at most; beyond, open events are cut.</summary>
    public const long MaxHeldBytes = 64 << 20;

    private readonly LogChain chain;
    private readonly PlainSearch search;
    private readonly List<long> needed = [];
    private long releaseAbove = ReleaseBytes;

    /// <summary>A reading of <paramref name="chain"/> by <paramref name="search"/>, which was made over it.</summary>
    public LogReading(LogChain chain, PlainSearch search)
    {
        this.chain = chain;
        this.search = search;
    }

    /// <summary>Reads everything.</summary>
    /// <param name="isForGood">False where the same logs will be read again: events that may go on are left then.</param>
    /// <returns>False when the visitor wants no more.</returns>
    public bool Run(bool isForGood = true)
    {
        while (ReadBlock(out var isOver, isForGood))
        {
            if (isOver) return true;
        }

        return false;
    }

    /// <summary>Reads one block, and hands out what it makes complete.</summary>
    /// <param name="isOver">True when it was the end: everything has been handed out.</param>
    /// <param name="isForGood">As for <see cref="Run"/>.</param>
    /// <returns>False when the visitor wants no more.</returns>
    public bool ReadBlock(out bool isOver, bool isForGood = true)
    {
        var read = chain.Read(out var block);
        isOver = read == LogRead.End;
        if (isOver) return search.End(isForGood);
        if (read == LogRead.Silence) return search.Flush();
        return search.Read(chain.Slice(block.Position, block.Length), block.Position)
            && (chain.HeldBytes <= releaseAbove || Release());
    }

    /// <summary>Lets go of blocks; looks again when as much has come together once more.</summary>
    private bool Release()
    {
        ReleaseUnneeded();
        var goesOn = true;
        if (chain.HeldBytes > MaxHeldBytes)
        {
            goesOn = search.Cut();
            ReleaseUnneeded();
        }

        releaseAbove = Math.Max(ReleaseBytes, chain.HeldBytes + (chain.HeldBytes / 4));
        return goesOn;
    }

    private void ReleaseUnneeded()
    {
        needed.Clear();
        search.CopyPositions(needed);
        needed.Sort();
        chain.Release(CollectionsMarshal.AsSpan(needed));
    }
}
