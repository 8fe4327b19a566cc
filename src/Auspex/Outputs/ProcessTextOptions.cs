namespace Auspex.Outputs;

/// <summary>How lines for a person look.</summary>
internal sealed record ProcessTextOptions
{
    /// <summary>Colours, for a terminal. Default off.</summary>
    public bool HasColour { get; init; }

    /// <summary>The date before the time of day. Default off.</summary>
    public bool HasDate { get; init; }

    /// <summary>All arguments, however long. Default off.</summary>
    public bool IsWide { get; init; }

    /// <summary>The zone that times are shown in. Default UTC.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;
}
