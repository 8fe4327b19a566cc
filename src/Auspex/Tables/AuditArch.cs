namespace Auspex.Tables;

/// <summary>
/// The value of <c>arch=</c> in a record: ELF machine, 64-bit and little-endian bits. Source: linux/audit.h, 6.18.
/// </summary>
public enum AuditArch : uint
{
    /// <summary>No value.</summary>
    None = 0,

    /// <summary>AUDIT_ARCH_PPC.</summary>
    Ppc = 0x0000_0014,

    /// <summary>AUDIT_ARCH_S390.</summary>
    S390 = 0x0000_0016,

    /// <summary>AUDIT_ARCH_I386.</summary>
    I386 = 0x4000_0003,

    /// <summary>AUDIT_ARCH_ARM.</summary>
    Arm = 0x4000_0028,

    /// <summary>AUDIT_ARCH_RISCV32.</summary>
    RiscV32 = 0x4000_00F3,

    /// <summary>AUDIT_ARCH_PPC64.</summary>
    Ppc64 = 0x8000_0015,

    /// <summary>AUDIT_ARCH_S390X.</summary>
    S390X = 0x8000_0016,

    /// <summary>AUDIT_ARCH_PPC64LE.</summary>
    Ppc64Le = 0xC000_0015,

    /// <summary>AUDIT_ARCH_X86_64.</summary>
    X8664 = 0xC000_003E,

    /// <summary>AUDIT_ARCH_AARCH64.</summary>
    Aarch64 = 0xC000_00B7,

    /// <summary>AUDIT_ARCH_RISCV64.</summary>
    RiscV64 = 0xC000_00F3,
}
