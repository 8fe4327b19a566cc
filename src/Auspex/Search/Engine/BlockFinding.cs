namespace Auspex.Search.Engine;

/// <summary>What a look at one block of a log found.</summary>
internal sealed class BlockFinding
{
    /// <summary>The smallest and the largest stamp, in milliseconds; of a block without records the largest is the smaller one.</summary>
    public long Earliest { get; set; } = long.MaxValue;

    /// <inheritdoc cref="Earliest"/>
    public long Latest { get; set; } = long.MinValue;

    /// <summary>By how much a record was older than one before it, at most; in milliseconds.</summary>
    public long Disorder { get; set; }

    /// <summary>Lines that are no records.</summary>
    public long Malformed { get; set; }

    /// <summary>Records whose stamp is no time.</summary>
    public long BadStamps { get; set; }

    /// <summary>Where lines begin that have what is wanted.</summary>
    public List<long> Hits { get; } = [];
}
