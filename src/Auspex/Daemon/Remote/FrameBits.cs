namespace Auspex.Daemon.Remote;

/// <summary>Bits of a frame's type. Source: spec 8.6.</summary>
internal static class FrameBits
{
    /// <summary>An answer.</summary>
    public const uint Reply = 0x40000000;

    /// <summary>The record has not been taken.</summary>
    public const uint Fatal = 0x20000000;

    /// <summary>Taken, but something is to be told.</summary>
    public const uint Warning = 0x10000000;

    /// <summary>The number among its kind.</summary>
    public const uint Detail = 0x000FFFFF;

    /// <summary>True if the type has one of the bits.</summary>
    public static bool Has(this FrameType type, uint bits) => ((uint)type & bits) != 0;
}
