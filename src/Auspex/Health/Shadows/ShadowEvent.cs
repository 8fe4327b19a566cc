using Auspex.Records;

namespace Auspex.Health.Shadows;

/// <summary>An event that is compared: how many records each side has, and a sum over their bytes in which their order does not count.</summary>
internal struct ShadowEvent
{
    internal EventStamp Stamp;
    internal ulong HeardSum;
    internal ulong LoggedSum;
    internal long Touched;
    internal int Heard;
    internal int Logged;

    /// <summary>The type of the first record that came, from whichever side.</summary>
    internal int Type;

    /// <summary>What the two sides come to.</summary>
    internal readonly ShadowKind Kind
    {
        get
        {
            if (Logged == 0) return ShadowKind.MissingInLog;
            if (Heard == 0) return ShadowKind.NotHeard;
            if (Heard > Logged) return ShadowKind.PartlyInLog;
            if (Heard < Logged) return ShadowKind.PartlyHeard;
            return HeardSum == LoggedSum ? ShadowKind.Equal : ShadowKind.Different;
        }
    }
}
