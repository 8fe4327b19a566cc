namespace Auspex.Health;

/// <summary>Who receives the kernel's records.</summary>
internal enum AuditorKind
{
    /// <summary>Nobody.</summary>
    Nobody = 0,

    /// <summary>A process that cannot be seen from here.</summary>
    Unseen,

    /// <summary>Auspex's auditd.</summary>
    Auspex,

    /// <summary>Another command of Auspex, such as watch.</summary>
    AuspexCommand,

    /// <summary>Another auditd.</summary>
    OtherAuditd,

    /// <summary>systemd-journald.</summary>
    Journald,

    /// <summary>Another program.</summary>
    Other,
}
