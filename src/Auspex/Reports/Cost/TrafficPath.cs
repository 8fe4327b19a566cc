namespace Auspex.Reports.Cost;

/// <summary>One PATH record: the object of a call. Numbers that the record does not have are null.</summary>
internal readonly record struct TrafficPath
{
    /// <summary>The path made absolute, or empty when that cannot be known.</summary>
    public required string Name { get; init; }

    /// <summary>The inode.</summary>
    public uint? Inode { get; init; }

    /// <summary>The device: major number.</summary>
    public uint? DevMajor { get; init; }

    /// <summary>The device: minor number.</summary>
    public uint? DevMinor { get; init; }

    /// <summary>The mode, type bits included.</summary>
    public uint? Mode { get; init; }

    /// <summary>The owner.</summary>
    public uint? OwnerUid { get; init; }

    /// <summary>The group.</summary>
    public uint? OwnerGid { get; init; }
}
