namespace Auspex.Kernel;

/// <summary>Whether the kernel audits. Source: auditctl(8), <c>-e</c>.</summary>
internal enum EnabledState
{
    /// <summary>No events are made.</summary>
    Off = 0,

    /// <summary>Events are made.</summary>
    On = 1,

    /// <summary>Events are made, and neither this word nor the rules can change until the next boot.</summary>
    Locked = 2,
}
