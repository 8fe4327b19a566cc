using Auspex.Search;

namespace Auspex.Reports.Tallies;

/// <summary>From record types to the groups that count.</summary>
internal static class RecordGroups
{
    /// <summary>The groups that records of <paramref name="e"/> belong to.</summary>
    public static RecordGroup Of(LogEvent e)
    {
        var groups = RecordGroup.None;
        foreach (ref readonly var spot in e.Spots) groups |= Of((int)spot.Type);
        return groups;
    }

    private static RecordGroup Of(int type) => type switch
    {
        >= 1300 and <= 1323 => type == 1305 ? RecordGroup.ConfigChange : RecordGroup.None, // most records end here
        1325 => RecordGroup.NetfilterCfg,
        1328 => RecordGroup.FeatureChange,
        >= 1100 and < 1300 => OfUser(type),
        1400 => RecordGroup.Avc,
        >= 1403 and <= 1417 => RecordGroup.KernelMac,
        >= 1600 and <= 1699 => RecordGroup.KernelCrypto,
        >= 1700 and <= 1799 => RecordGroup.KernelAnomaly,
        >= 1800 and <= 1899 => RecordGroup.Integrity,
        >= 2100 and <= 2199 => RecordGroup.UserAnomaly,
        >= 2200 and <= 2299 => RecordGroup.Response,
        2301 or 2302 => RecordGroup.UserMac | RecordGroup.Role,
        2312 => RecordGroup.UserMac | RecordGroup.UserMacConfigChange,
        >= 2300 and <= 2399 => RecordGroup.UserMac,
        >= 2400 and <= 2499 => RecordGroup.UserCrypto,
        >= 2500 and <= 2599 => RecordGroup.Virt,
        _ => RecordGroup.None,
    };

    private static RecordGroup OfUser(int type) => type switch
    {
        1100 => RecordGroup.UserAuth,
        1102 => RecordGroup.UserMgmt,
        1107 => RecordGroup.Avc,
        1108 => RecordGroup.Chauthtok,
        1111 => RecordGroup.UsysConfig,
        1112 => RecordGroup.Login,
        >= 1114 and <= 1117 => RecordGroup.UserOrGroup,
        1126 => RecordGroup.GrpAuth,
        1132 => RecordGroup.GrpMgmt,
        1203 => RecordGroup.DaemonConfig,
        _ => RecordGroup.None,
    };
}
