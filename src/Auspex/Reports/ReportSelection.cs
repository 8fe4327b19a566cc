using Auspex.Search;
using Auspex.Search.Extraction;
using Auspex.Tables;

namespace Auspex.Reports;

/// <summary>Which events belong to which report. Source: spec 2.6.</summary>
internal static class ReportSelection
{
    /// <summary>What the tools call no key.</summary>
    public static ReadOnlySpan<byte> NoKey => "(null)"u8;

    /// <summary>True where the record types let an event into the report. It costs no look at the log's text.</summary>
    public static bool Takes(ReportKind kind, bool isSummary, LogEvent e) => kind switch
    {
        ReportKind.Avc => e.Has(RecordType.Avc) || e.Has(RecordType.UserAvc),
        ReportKind.Config => IsConfig(e),
        ReportKind.Auth => e.Has(RecordType.UserAuth) || e.Has(RecordType.UserMgmt),
        ReportKind.Login => e.Has(RecordType.UserLogin),
        ReportKind.Mods => IsAccountChange(e),
        ReportKind.Anomaly => e.HasAny(2100, 2199) || e.HasAny(1700, 1799) || e.Has(RecordType.Seccomp),
        ReportKind.Response => e.HasAny(2200, 2299),
        ReportKind.Mac => e.HasAny(1403, isSummary ? (int)RecordType.MacMapDel : 1417) || e.HasAny(2300, 2399),
        ReportKind.Integrity => e.HasAny(1800, 1899),
        ReportKind.Virt => e.HasAny(2500, 2599),
        ReportKind.Crypto => e.HasAny(1600, 1699) || e.HasAny(2400, 2499),
        ReportKind.Tty => e.FirstType is RecordType.Tty or RecordType.UserTty,
        _ => true,
    };

    /// <summary>True where also what the records say lets an event, whose types do, into the detailed report.</summary>
    public static bool Takes(ReportKind kind, LogEvent e, EventFacts facts) => kind switch
    {
        ReportKind.Auth => IsAuthentication(e, facts),
        ReportKind.File => facts.FileCount > 0,
        ReportKind.Host => facts.Has(FactSet.Host),
        ReportKind.Pid => facts.Pid >= 0,
        ReportKind.Syscall => facts.Syscall != 0,
        ReportKind.Terminal => facts.Has(FactSet.Terminal),
        ReportKind.User => facts.Uid != Records.FieldValue.UnsetId,
        ReportKind.Executable => facts.Has(FactSet.Exe),
        ReportKind.Command => facts.Has(FactSet.Comm),
        ReportKind.Key => facts.KeyCount > 0 && !facts.Key(0).SequenceEqual(NoKey),
        ReportKind.Tty => TtyText.TryGet(e[0], out _),
        _ => true,
    };

    /// <summary>True for an attempt to authenticate; a change of an account counts as one when it failed.</summary>
    public static bool IsAuthentication(LogEvent e, EventFacts facts) =>
        e.Has(RecordType.UserAuth) || (e.Has(RecordType.UserMgmt) && facts.Success == EventSuccess.Failed);

    private static bool IsConfig(LogEvent e) =>
        e.Has(RecordType.ConfigChange) || e.Has(RecordType.DaemonConfig) || e.Has(RecordType.UsysConfig) || e.Has(RecordType.NetfilterCfg)
        || e.Has(RecordType.FeatureChange) || e.Has(RecordType.UserMacConfigChange) || e.HasAny(1403, 1417);

    private static bool IsAccountChange(LogEvent e) =>
        e.Has(RecordType.UserChauthtok) || e.HasAny(1114, 1117) || e.Has(RecordType.UserMgmt) || e.Has(RecordType.GrpMgmt)
        || e.HasAny(2301, 2302);
}
