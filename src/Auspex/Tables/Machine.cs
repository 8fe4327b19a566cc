namespace Auspex.Tables;

/// <summary>
/// Machines as the audit library numbers them: each has one table of system calls. Source: libaudit.h, machine_t.
/// </summary>
public enum Machine
{
    /// <summary>No machine that the tables know.</summary>
    Unknown = -1,

    /// <summary>MACH_X86, 0: i386 to i686, also the 32-bit calls of a 64-bit x86 kernel.</summary>
    X86 = 0,

    /// <summary>MACH_86_64, 1.</summary>
    X8664 = 1,

    /// <summary>MACH_PPC64, 3.</summary>
    Ppc64 = 3,

    /// <summary>MACH_PPC, 4.</summary>
    Ppc = 4,

    /// <summary>MACH_S390X, 5.</summary>
    S390X = 5,

    /// <summary>MACH_S390, 6.</summary>
    S390 = 6,

    /// <summary>MACH_ARM, 8.</summary>
    Arm = 8,

    /// <summary>MACH_AARCH64, 9.</summary>
    Aarch64 = 9,

    /// <summary>MACH_PPC64LE, 10.</summary>
    Ppc64Le = 10,

    /// <summary>
    /// MACH_IO_URING, 11: no machine, but the operations of io_uring are named by a table like the others.
    /// </summary>
    IoUring = 11,

    /// <summary>MACH_RISCV32, 12.</summary>
    RiscV32 = 12,

    /// <summary>MACH_RISCV64, 13.</summary>
    RiscV64 = 13,
}
