namespace Auspex.Rules.Plan;

/// <summary>A word of the kernel's audit state that rule files set beside their rules. Source: auditctl(8).</summary>
internal enum RuleSetting
{
    /// <summary><c>-b</c>: how many records may wait.</summary>
    BacklogLimit,

    /// <summary><c>--backlog_wait_time</c>, in the kernel's clock ticks.</summary>
    BacklogWaitTime,

    /// <summary><c>-f</c>: what happens when a record is lost.</summary>
    Failure,

    /// <summary><c>-r</c>: records a second that are let through.</summary>
    RateLimit,

    /// <summary><c>--loginuid-immutable</c>: 1 when a login user once set stays. Cannot be taken back.</summary>
    LoginUidImmutable,

    /// <summary><c>-e</c>: 0 off, 1 on, 2 on and locked until the next boot.</summary>
    Enabled,
}
