namespace Auspex.Health.Shadows;

/// <summary>What a comparison has come to.</summary>
internal sealed class ShadowCounts
{
    private readonly long[] events = new long[Enum.GetValues<ShadowKind>().Length];

    /// <summary>Events that were judged so.</summary>
    public long this[ShadowKind kind] => events[(int)kind];

    /// <summary>Events that were judged.</summary>
    public long Events => events.Sum();

    /// <summary>Events that are not equal.</summary>
    public long Differences => Events - this[ShadowKind.Equal];

    /// <summary>Records that were heard and compared.</summary>
    public long Heard { get; internal set; }

    /// <summary>Records of the log that were compared.</summary>
    public long Logged { get; internal set; }

    /// <summary>Lines of the log that are no records.</summary>
    public long Malformed { get; internal set; }

    /// <summary>Events that were judged unequal before their time of grace was over, since too many were open.</summary>
    public long Hurried { get; internal set; }

    internal void Count(ShadowKind kind) => events[(int)kind]++;
}
