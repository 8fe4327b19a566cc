namespace Auspex.Search;

/// <summary>What was met while logs were read.</summary>
public sealed class LogCounts
{
    /// <summary>Lines that are no records (<see cref="HeadError.NoStructure"/>), empty ones left out.</summary>
    public long Malformed { get; set; }

    /// <summary>Records whose stamp is no time (<see cref="HeadError.BadStamp"/>).</summary>
    public long BadStamps { get; set; }

    /// <summary>NULs in the place of records: what a crash or a disk that failed leaves.</summary>
    public long Nuls { get; set; }

    /// <summary>Lines that never came so far, since whoever reads the logs passed over them for their length.</summary>
    public long LongLines { get; set; }

    /// <summary>The stamp of the first record of all, in milliseconds since 1970-01-01 UTC; 0 where the engine has not noted it.</summary>
    public long FirstMilliseconds { get; set; }

    /// <summary>Events handed out before they were complete, since too many records were open.</summary>
    public long Cut { get; set; }
}
