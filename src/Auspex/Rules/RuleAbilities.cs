namespace Auspex.Rules;

/// <summary>What a kernel's rules can do. Source: linux/audit.h, AUDIT_FEATURE_BITMAP_*.</summary>
[Flags]
internal enum RuleAbilities
{
    /// <summary>The rules of a kernel before 4.3.</summary>
    None = 0,

    /// <summary>AUDIT_FEATURE_BITMAP_EXECUTABLE_PATH: the field <c>exe</c>.</summary>
    ExecutablePath = 0x04,

    /// <summary>AUDIT_FEATURE_BITMAP_EXCLUDE_EXTEND: more fields on the exclude list.</summary>
    ExcludeExtend = 0x08,

    /// <summary>AUDIT_FEATURE_BITMAP_SESSIONID_FILTER: the field <c>sessionid</c>.</summary>
    SessionIdFilter = 0x10,

    /// <summary>AUDIT_FEATURE_BITMAP_FILTER_FS: the filesystem list.</summary>
    FilterFilesystem = 0x40,

    /// <summary>Everything that current kernels can do.</summary>
    All = ExecutablePath | ExcludeExtend | SessionIdFilter | FilterFilesystem,
}
