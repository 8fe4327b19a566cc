namespace Auspex.Reports.Cost;

/// <summary>How much of a log something is.</summary>
internal sealed class CostSum
{
    /// <summary>Events.</summary>
    public long Events { get; private set; }

    /// <summary>Bytes of their lines, ends included.</summary>
    public long Bytes { get; private set; }

    /// <summary>Adds an event of <paramref name="bytes"/> bytes.</summary>
    public void Add(long bytes)
    {
        Events++;
        Bytes += bytes;
    }
}
