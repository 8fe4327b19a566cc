namespace Auspex.Normalization;

/// <summary>How it ended.</summary>
public enum EventResult
{
    /// <summary>The event does not say.</summary>
    None = 0,

    /// <summary>As intended.</summary>
    Success,

    /// <summary>Otherwise.</summary>
    Failed,
}
