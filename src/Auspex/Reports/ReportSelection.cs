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
    public static bool Takes(ReportKind kind, bool isSummary, LogEvent e)
    {
        if (!IsByType(kind)) return true;
        if (kind == ReportKind.Tty) return Takes(kind, isSummary, e.FirstType);
        foreach (ref readonly var spot in e.Spots)
        {
            if (Takes(kind, isSummary, spot.Type)) return true;
        }

        return false;
    }

    /// <summary>True for a record type that lets an event into the report.</summary>
    public static bool Takes(ReportKind kind, bool isSummary, RecordType type) => kind switch
    {
        ReportKind.Avc => type is RecordType.Avc or RecordType.UserAvc,
        ReportKind.Config => IsConfig((int)type),
        ReportKind.Auth => type is RecordType.UserAuth or RecordType.UserMgmt,
        ReportKind.Login => type == RecordType.UserLogin,
        ReportKind.Mods => (int)type is 1102 or 1108 or (>= 1114 and <= 1117) or 1132 or 2301 or 2302,
        ReportKind.Anomaly => type == RecordType.Seccomp || (int)type is (>= 2100 and <= 2199) or (>= 1700 and <= 1799),
        ReportKind.Response => (int)type is >= 2200 and <= 2299,
        ReportKind.Mac => ((int)type >= 1403 && (int)type <= (isSummary ? 1410 : 1417)) || (int)type is >= 2300 and <= 2399,
        ReportKind.Integrity => (int)type is >= 1800 and <= 1899,
        ReportKind.Virt => (int)type is >= 2500 and <= 2599,
        ReportKind.Crypto => (int)type is (>= 1600 and <= 1699) or (>= 2400 and <= 2499),
        ReportKind.Tty => type is RecordType.Tty or RecordType.UserTty,
        _ => true,
    };

    /// <summary>True for a report that only takes events with records of some types.</summary>
    public static bool IsByType(ReportKind kind) => kind is ReportKind.Avc or ReportKind.Config or ReportKind.Auth or ReportKind.Login
        or ReportKind.Mods or ReportKind.Anomaly or ReportKind.Response or ReportKind.Mac or ReportKind.Integrity or ReportKind.Virt
        or ReportKind.Crypto or ReportKind.Tty;

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

    private static bool IsConfig(int type) => type is 1305 or 1203 or 1111 or 1325 or 1328 or 2312 or (>= 1403 and <= 1417);
}
