namespace Auspex.Rules;

/// <summary>The list a rule stands on: when the kernel looks at it. Source: linux/audit.h, AUDIT_FILTER_*.</summary>
internal enum RuleList
{
    /// <summary>AUDIT_FILTER_USER, 0: records that programs send.</summary>
    User = 0,

    /// <summary>AUDIT_FILTER_TASK, 1: when a task is made.</summary>
    Task = 1,

    /// <summary>AUDIT_FILTER_ENTRY, 2: system call entry; no longer accepted.</summary>
    Entry = 2,

    /// <summary>AUDIT_FILTER_WATCH, 3: the kernel's own.</summary>
    Watch = 3,

    /// <summary>AUDIT_FILTER_EXIT, 4: when a system call ends.</summary>
    Exit = 4,

    /// <summary>AUDIT_FILTER_EXCLUDE, 5: before a record is made.</summary>
    Exclude = 5,

    /// <summary>AUDIT_FILTER_FS, 6: when a path is looked up.</summary>
    Filesystem = 6,

    /// <summary>AUDIT_FILTER_URING_EXIT, 7: when an io_uring operation ends.</summary>
    IoUring = 7,
}
