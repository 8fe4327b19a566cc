namespace Auspex.Kernel;

/// <summary>What the kernel does when it loses a record. Source: linux/audit.h; auditctl(8), <c>-f</c>.</summary>
internal enum FailureMode
{
    /// <summary>AUDIT_FAIL_SILENT, 0: nothing.</summary>
    Silent = 0,

    /// <summary>AUDIT_FAIL_PRINTK, 1: a line in the kernel's own log.</summary>
    Log = 1,

    /// <summary>AUDIT_FAIL_PANIC, 2: the machine halts.</summary>
    Panic = 2,
}
