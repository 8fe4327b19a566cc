using Auspex.Tables;

namespace Auspex.Normalization;

/// <summary>What an event is about, by the type of its first record. Source: spec 9.5.</summary>
internal static class EventKindOf
{
    /// <summary>The kind of events that begin with a record of <paramref name="type"/>.</summary>
    public static EventKind Type(RecordType type) => (int)type switch
    {
        1006 or 1100 or 1101 or (>= 1103 and <= 1106) or (>= 1108 and <= 1110) or 1112 or 1113 => EventKind.UserLogin,
        1119 or 1126 => EventKind.GroupChange,
        1102 or (>= 1114 and <= 1117) or 1132 or 1133 or 1135 or 1136 => EventKind.UserAccount,
        2000 or (>= 1127 and <= 1131) => EventKind.SystemServices,
        1111 or 1137 or 1138 or 1305 or 1325 or 1328 or 1332 or 1333 => EventKind.Configuration,
        1326 => EventKind.DacDecision,
        1120 or 1121 or 1123 or 1125 => EventKind.UserSpace,
        1124 or 1319 => EventKind.Tty,
        1335 or (>= 1200 and <= 1299) => EventKind.AuditDaemon,
        1107 or 1122 or (>= 1400 and <= 1402) or 1502 or 1503 or 1506 => EventKind.MacDecision,
        2109 or (>= 1800 and <= 1899) => EventKind.Integrity,
        (>= 1700 and <= 1799) or (>= 2100 and <= 2199) => EventKind.Anomaly,
        >= 2200 and <= 2299 => EventKind.AnomalyResponse,
        (>= 1403 and <= 1501) or 1504 or 1505 or (>= 2300 and <= 2399) => EventKind.Mac,
        (>= 1600 and <= 1699) or (>= 2400 and <= 2499) => EventKind.Crypto,
        >= 2500 and <= 2599 => EventKind.Virt,
        1331 => EventKind.AvDecision,
        1334 => EventKind.Bpf,
        (>= 1300 and <= 1304) or (>= 1306 and <= 1315) or 1317 or 1318 or (>= 1321 and <= 1324) or 1336 => EventKind.AuditRule,
        _ => EventKind.Unknown,
    };
}
