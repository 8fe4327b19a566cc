namespace Auspex.Linux.Watching;

/// <summary>What a session has to say about the completeness of what it will see, or about what it did.</summary>
internal enum NoticeKind
{
    /// <summary>Rules of others keep events of processes from being made.</summary>
    RulesHide = 0,

    /// <summary>Another auditor is registered; it will receive, and may log, the events of our rules too.</summary>
    OtherAuditor,

    /// <summary>Another session of Auspex is running.</summary>
    OtherSession,

    /// <summary>Auditing was off: processes older than this session make no events of their own.</summary>
    OlderProcesses,

    /// <summary>Audit is locked: no rules can be added.</summary>
    Locked,

    /// <summary>No rules were added: asked for, or unknown machine.</summary>
    NoRules,

    /// <summary>The kernel halts the machine when it loses a record.</summary>
    PanicOnLoss,

    /// <summary>The kernel lets only so many records a second through.</summary>
    RateLimited,

    /// <summary>Multicast records do not reach this network namespace.</summary>
    OtherNetworkNamespace,

    /// <summary>What a session that ended without cleaning up had changed was put back.</summary>
    LeftoverRestored,

    /// <summary>Something could not be put back.</summary>
    NotRestored,
}
