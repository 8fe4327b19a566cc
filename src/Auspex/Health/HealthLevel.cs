namespace Auspex.Health;

/// <summary>How much a finding matters.</summary>
internal enum HealthLevel
{
    /// <summary>As it should be.</summary>
    Ok = 0,

    /// <summary>Worth knowing; nothing has to be done.</summary>
    Note,

    /// <summary>Events may be lost or not be told apart, now or later.</summary>
    Warning,

    /// <summary>Auditing does not work, or can be undone by others than root.</summary>
    Error,
}
