namespace Auspex.Linux.Watching;

/// <summary>Why the kernel's audit cannot be used here.</summary>
internal enum AuditRefusal
{
    /// <summary>It can.</summary>
    None = 0,

    /// <summary>The kernel was built without audit.</summary>
    NotInKernel,

    /// <summary>The machine was booted with <c>audit=0</c>.</summary>
    OffAtBoot,

    /// <summary>This process has not the privilege (CAP_AUDIT_CONTROL).</summary>
    NotPrivileged,

    /// <summary>This process is in a container: not in the machine's own user and pid namespaces.</summary>
    Container,

    /// <summary>The kernel did not answer, or answered something else.</summary>
    Failed,
}
