namespace Auspex.Kernel;

/// <summary>What this kernel's audit can do. Source: linux/audit.h, AUDIT_FEATURE_BITMAP_*.</summary>
[Flags]
internal enum KernelAbilities
{
    /// <summary>Nothing that is told by a bit: a kernel before 3.15.</summary>
    None = 0,

    /// <summary>AUDIT_FEATURE_BITMAP_BACKLOG_LIMIT: the backlog limit can be set.</summary>
    BacklogLimit = 0x01,

    /// <summary>AUDIT_FEATURE_BITMAP_BACKLOG_WAIT_TIME: so can the time to wait for room in it.</summary>
    BacklogWaitTime = 0x02,

    /// <summary>AUDIT_FEATURE_BITMAP_EXECUTABLE_PATH: rules by <c>exe</c>.</summary>
    ExecutablePath = 0x04,

    /// <summary>AUDIT_FEATURE_BITMAP_EXCLUDE_EXTEND: more fields on the exclude list.</summary>
    ExcludeExtend = 0x08,

    /// <summary>AUDIT_FEATURE_BITMAP_SESSIONID_FILTER: rules by <c>sessionid</c>.</summary>
    SessionIdFilter = 0x10,

    /// <summary>AUDIT_FEATURE_BITMAP_LOST_RESET: the count of lost records can be set back to 0.</summary>
    LostReset = 0x20,

    /// <summary>AUDIT_FEATURE_BITMAP_FILTER_FS: the filesystem list.</summary>
    FilterFilesystem = 0x40,
}
