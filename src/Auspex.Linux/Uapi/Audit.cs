namespace Auspex.Linux.Uapi;

/// <summary>linux/audit.h.</summary>
internal static class Audit
{
    internal const ushort AUDIT_GET = 1000;
    internal const ushort AUDIT_SET = 1001;
    internal const ushort AUDIT_SIGNAL_INFO = 1010;
    internal const ushort AUDIT_ADD_RULE = 1011;
    internal const ushort AUDIT_DEL_RULE = 1012;
    internal const ushort AUDIT_LIST_RULES = 1013;
    internal const ushort AUDIT_TRIM = 1014;
    internal const ushort AUDIT_MAKE_EQUIV = 1015;
    internal const ushort AUDIT_SET_FEATURE = 1018;
    internal const ushort AUDIT_GET_FEATURE = 1019;

    /// <summary>The kernel asks the auditor whether it still lives; not a record.</summary>
    internal const ushort AUDIT_REPLACE = 1329;

    /// <summary>The multicast group of those who only read.</summary>
    internal const int AUDIT_NLGRP_READLOG = 1;
}
