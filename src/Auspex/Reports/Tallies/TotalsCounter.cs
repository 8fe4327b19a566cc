namespace Auspex.Reports.Tallies;

/// <summary>The counters of the totals, in the order in which they are printed. Source: facts/aureport-counters.tsv.</summary>
internal enum TotalsCounter
{
    /// <summary>Changes in configuration.</summary>
    ConfigChanges,

    /// <summary>Changes to accounts, groups, or roles.</summary>
    AccountChanges,

    /// <summary>Logins that succeeded.</summary>
    Logins,

    /// <summary>Logins that failed.</summary>
    FailedLogins,

    /// <summary>Authentications that succeeded.</summary>
    Authentications,

    /// <summary>Authentications that failed, failed changes of accounts among them.</summary>
    FailedAuthentications,

    /// <summary>Different login users, unset among them.</summary>
    Users,

    /// <summary>Different terminals.</summary>
    Terminals,

    /// <summary>Different hosts.</summary>
    Hosts,

    /// <summary>Different programs.</summary>
    Executables,

    /// <summary>Different commands.</summary>
    Commands,

    /// <summary>Different files.</summary>
    Files,

    /// <summary>Events with a policy's decision.</summary>
    Avcs,

    /// <summary>Events of mandatory access control.</summary>
    MacEvents,

    /// <summary>System calls that failed.</summary>
    FailedSyscalls,

    /// <summary>Anomalies.</summary>
    Anomalies,

    /// <summary>Responses to anomalies.</summary>
    Responses,

    /// <summary>Events of cryptography.</summary>
    CryptoEvents,

    /// <summary>Events of integrity.</summary>
    IntegrityEvents,

    /// <summary>Events of virtual machines.</summary>
    VirtEvents,

    /// <summary>Different keys.</summary>
    Keys,

    /// <summary>Different processes.</summary>
    ProcessIds,

    /// <summary>Events.</summary>
    Events,
}
