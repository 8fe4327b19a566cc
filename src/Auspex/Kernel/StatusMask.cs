namespace Auspex.Kernel;

/// <summary>Which words of a status are to be set. Source: linux/audit.h, AUDIT_STATUS_*.</summary>
[Flags]
internal enum StatusMask
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>AUDIT_STATUS_ENABLED.</summary>
    Enabled = 0x01,

    /// <summary>AUDIT_STATUS_FAILURE.</summary>
    Failure = 0x02,

    /// <summary>AUDIT_STATUS_PID.</summary>
    AuditorPid = 0x04,

    /// <summary>AUDIT_STATUS_RATE_LIMIT.</summary>
    RateLimit = 0x08,

    /// <summary>AUDIT_STATUS_BACKLOG_LIMIT.</summary>
    BacklogLimit = 0x10,

    /// <summary>AUDIT_STATUS_BACKLOG_WAIT_TIME.</summary>
    BacklogWaitTime = 0x20,

    /// <summary>AUDIT_STATUS_LOST.</summary>
    Lost = 0x40,

    /// <summary>AUDIT_STATUS_BACKLOG_WAIT_TIME_ACTUAL.</summary>
    BacklogWaitTimeActual = 0x80,
}
