using System.Globalization;
using Auspex.Tables;

namespace Auspex.Rules.Commands;

/// <summary>The machines that <c>arch=</c> names.</summary>
internal static class RuleArch
{
    /// <summary>
    /// The machine whose calls programs of 32 bits make on a kernel for <paramref name="native"/>, or unknown.
    /// </summary>
    public static Machine Narrow(Machine native) => native switch
    {
        Machine.X8664 => Machine.X86,
        Machine.Ppc64 => Machine.Ppc,
        Machine.S390X => Machine.S390,
        Machine.Aarch64 => Machine.Arm,
        Machine.RiscV64 => Machine.RiscV32,
        Machine.X86 or Machine.Ppc or Machine.S390 or Machine.Arm or Machine.RiscV32 => native,
        _ => Machine.Unknown,
    };

    /// <summary>
    /// The same among the machines for which a rule without <c>arch=</c> is looked at under both tables.
    /// </summary>
    public static Machine Sibling(Machine native) => native switch
    {
        Machine.X8664 => Machine.X86,
        Machine.Ppc64 => Machine.Ppc,
        Machine.S390X => Machine.S390,
        _ => Machine.Unknown,
    };

    /// <summary>
    /// The machine that <paramref name="text"/> names: <c>b64</c>, <c>b32</c>, a name, a value of <c>arch=</c>.
    /// </summary>
    /// <param name="text">The value as written.</param>
    /// <param name="native">The machine that the bits refer to.</param>
    /// <param name="machine">The machine.</param>
    /// <returns>Null, or what is wrong.</returns>
    public static RuleFault? TryParse(ReadOnlySpan<byte> text, Machine native, out Machine machine)
    {
        machine = Machine.Unknown;
        if (System.Text.Ascii.EqualsIgnoreCase(text, "b64"u8))
        {
            if (Machines.Is64Bit(Machines.ToArch(native))) machine = native;
            return machine == Machine.Unknown ? RuleFault.NoSuchBits : null;
        }

        if (System.Text.Ascii.EqualsIgnoreCase(text, "b32"u8))
        {
            machine = Narrow(native);
            return machine == Machine.Unknown ? RuleFault.NoSuchBits : null;
        }

        if (!Machines.TryParse(text, out machine)) machine = FromNumber(text);
        return Machines.ToArch(machine) == AuditArch.None ? RuleFault.UnknownArch : null;
    }

    /// <summary>By number, or by bare hexadecimal digits as records show them.</summary>
    private static Machine FromNumber(ReadOnlySpan<byte> text)
    {
        if (RuleNumber.StartsNumber(text) && RuleNumber.Read(text, out var value))
            return Machines.FromArch((AuditArch)value);
        return text.Length == 8 && uint.TryParse(text, NumberStyles.AllowHexSpecifier, null, out value)
            ? Machines.FromArch((AuditArch)value) : Machine.Unknown;
    }
}
