namespace Auspex.Health.Shadows;

/// <summary>How the log and what was heard differ over an event.</summary>
internal enum ShadowKind
{
    /// <summary>They do not.</summary>
    Equal = 0,

    /// <summary>The event was heard, and the log has nothing of it.</summary>
    MissingInLog,

    /// <summary>The log has the event, and it was not heard.</summary>
    NotHeard,

    /// <summary>The log has fewer of its records.</summary>
    PartlyInLog,

    /// <summary>Fewer of its records were heard.</summary>
    PartlyHeard,

    /// <summary>As many records, with other bytes.</summary>
    Different,

    /// <summary>It was told of as missing before, and came into the log after the time of grace.</summary>
    Late,
}
