namespace Auspex.Normalization;

/// <summary>What kind of account acted. Source: spec 9.5.</summary>
public enum SubjectKind
{
    /// <summary>The event does not say.</summary>
    None = 0,

    /// <summary>User 0.</summary>
    Privileged,

    /// <summary>No user: id 4294967295.</summary>
    Unset,

    /// <summary>A user below 1000.</summary>
    Service,

    /// <summary>A user from 1000 to 59999.</summary>
    User,

    /// <summary>A user from 60000 on, or a name that the machine does not know.</summary>
    Unknown,

    /// <summary>The system itself.</summary>
    System,

    /// <summary>The audit daemon.</summary>
    Auditd,
}
