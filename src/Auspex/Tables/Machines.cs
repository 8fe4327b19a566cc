namespace Auspex.Tables;

/// <summary>From <c>arch=</c> to machine and name, and back.</summary>
internal static class Machines
{
    /// <summary>The machine whose calls <paramref name="arch"/> means, or <see cref="Machine.Unknown"/>.</summary>
    public static Machine FromArch(AuditArch arch) => arch switch
    {
        AuditArch.X8664 => Machine.X8664,
        AuditArch.I386 => Machine.X86,
        AuditArch.Aarch64 => Machine.Aarch64,
        AuditArch.Arm => Machine.Arm,
        AuditArch.Ppc => Machine.Ppc,
        AuditArch.Ppc64 => Machine.Ppc64,
        AuditArch.Ppc64Le => Machine.Ppc64Le,
        AuditArch.S390 => Machine.S390,
        AuditArch.S390X => Machine.S390X,
        AuditArch.RiscV32 => Machine.RiscV32,
        AuditArch.RiscV64 => Machine.RiscV64,
        _ => Machine.Unknown,
    };

    /// <summary>The value of <c>arch=</c> for <paramref name="machine"/>, or <see cref="AuditArch.None"/>.</summary>
    public static AuditArch ToArch(Machine machine) => machine switch
    {
        Machine.X8664 => AuditArch.X8664,
        Machine.X86 => AuditArch.I386,
        Machine.Aarch64 => AuditArch.Aarch64,
        Machine.Arm => AuditArch.Arm,
        Machine.Ppc => AuditArch.Ppc,
        Machine.Ppc64 => AuditArch.Ppc64,
        Machine.Ppc64Le => AuditArch.Ppc64Le,
        Machine.S390 => AuditArch.S390,
        Machine.S390X => AuditArch.S390X,
        Machine.RiscV32 => AuditArch.RiscV32,
        Machine.RiscV64 => AuditArch.RiscV64,
        _ => AuditArch.None,
    };

    /// <summary>True for a 64-bit value of <c>arch=</c>.</summary>
    /// <remarks>PPC64, S390X and others set the header's 64-bit bit (0x80000000).</remarks>
    public static bool Is64Bit(AuditArch arch) => ((uint)arch & 0x8000_0000) != 0;

    /// <summary>The name a machine is shown by, such as <c>x86_64</c>; empty for none.</summary>
    public static ReadOnlySpan<byte> Name(Machine machine) =>
        MachineNames.Table.TryGetName((uint)machine, out var name) ? name : default;

    /// <summary>
    /// The machine called <paramref name="name"/>, in any case: also <c>i686</c>, <c>armv7l</c> and other names of one
    /// machine.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<byte> name, out Machine machine)
    {
        var ok = MachineNames.Table.TryGetValue(name, out var value);
        machine = ok ? (Machine)value : Machine.Unknown;
        return ok;
    }
}
