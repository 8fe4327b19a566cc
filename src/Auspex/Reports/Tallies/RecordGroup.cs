namespace Auspex.Reports.Tallies;

/// <summary>Groups of record types that the totals count. Source: facts/aureport-counters.tsv.</summary>
[Flags]
internal enum RecordGroup
{
    None = 0,
    ConfigChange = 1 << 0,
    DaemonConfig = 1 << 1,
    UsysConfig = 1 << 2,
    NetfilterCfg = 1 << 3,
    FeatureChange = 1 << 4,
    UserMacConfigChange = 1 << 5,
    KernelMac = 1 << 6,
    Chauthtok = 1 << 7,
    UserOrGroup = 1 << 8,
    UserMgmt = 1 << 9,
    GrpMgmt = 1 << 10,
    Role = 1 << 11,
    Login = 1 << 12,
    UserAuth = 1 << 13,
    GrpAuth = 1 << 14,
    Avc = 1 << 15,
    UserMac = 1 << 16,
    UserAnomaly = 1 << 17,
    KernelAnomaly = 1 << 18,
    Response = 1 << 19,
    KernelCrypto = 1 << 20,
    UserCrypto = 1 << 21,
    Integrity = 1 << 22,
    Virt = 1 << 23,

    /// <summary>Each of them counts as a change in configuration.</summary>
    AnyConfig = ConfigChange | DaemonConfig | UsysConfig | NetfilterCfg | FeatureChange | UserMacConfigChange | KernelMac,

    /// <summary>Each of them counts as a change to accounts.</summary>
    AnyAccount = Chauthtok | UserOrGroup | UserMgmt | GrpMgmt | Role,
}
