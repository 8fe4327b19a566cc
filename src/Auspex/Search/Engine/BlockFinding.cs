using Auspex.Records;

namespace Auspex.Search.Engine;

/// <summary>What a look at one block of a log found.</summary>
internal sealed class BlockFinding
{
    /// <summary>Hits that are kept at most: where there are more, the log is better read whole.</summary>
    public const int MaxHits = 4096;

    private StampSpan stamps = new();

    /// <summary>The file that the block is of.</summary>
    public required LogSpan File { get; init; }

    /// <summary>Where the first of its lines begins; a line is the block's in which it begins.</summary>
    public required long Start { get; init; }

    /// <summary>Where the first line behind it begins.</summary>
    public long End { get; set; }

    /// <summary>The times of its records.</summary>
    public StampSpan Stamps => stamps;

    /// <summary>By how much a record was older than one before it, at most; in milliseconds.</summary>
    public long Disorder { get; private set; }

    /// <summary>Lines that are no records.</summary>
    public long Malformed { get; set; }

    /// <summary>Records whose stamp is no time.</summary>
    public long BadStamps { get; set; }

    /// <summary>Lines that a NUL ended.</summary>
    public long Nuls { get; set; }

    /// <summary>Where lines begin that have what is wanted, in no order; too many when there are <see cref="MaxHits"/>.</summary>
    public List<long> Hits { get; } = [];

    /// <summary>Takes in the time of the next record.</summary>
    public void Add(long milliseconds)
    {
        if (milliseconds < stamps.Latest) Disorder = Math.Max(Disorder, stamps.Latest - milliseconds);
        stamps.Add(milliseconds);
    }
}
