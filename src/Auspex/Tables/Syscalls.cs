using System.Text;

namespace Auspex.Tables;

/// <summary>System calls of every machine by number and by name, and the operations of io_uring.</summary>
/// <remarks>
/// All names lie once in one sorted pool; a machine's table holds, for each number, the index of the name. Both tables
/// of a 64-bit x86 kernel are here: <see cref="Machine.X8664"/> and, for its 32-bit calls, <see cref="Machine.X86"/>.
/// </remarks>
internal static partial class Syscalls
{
    /// <summary>
    /// Set in the number of an x86_64 call made by the x32 ABI. The audit tools do not look below it, nor do we.
    /// </summary>
    public const int X32Bit = 0x4000_0000;

    /// <summary>No name.</summary>
    internal const int NoName = 0xFFFF;

    /// <summary>How many different names there are on all machines.</summary>
    public static int NameCount => NameEnds.Length;

    /// <summary>The name of call <paramref name="number"/>; it lives as long as the program.</summary>
    /// <returns>False when the machine has no such call, or is unknown.</returns>
    public static bool TryGetName(Machine machine, int number, out ReadOnlySpan<byte> name)
    {
        var index = NameIndex(machine, number);
        name = index == NoName ? default : NameAt(index);
        return index != NoName;
    }

    /// <summary>The name of call <paramref name="number"/> under an <c>arch=</c> value.</summary>
    public static bool TryGetName(AuditArch arch, int number, out ReadOnlySpan<byte> name) =>
        TryGetName(Machines.FromArch(arch), number, out name);

    /// <summary>The number of the call called <paramref name="name"/>, in any case.</summary>
    /// <returns>False when the machine has no such call, or is unknown.</returns>
    public static bool TryGetNumber(Machine machine, ReadOnlySpan<byte> name, out int number)
    {
        number = -1;
        if (!TryFindName(name, out var index)) return false;
        number = TableOf(machine).IndexOf((ushort)index);
        for (var i = 0; number < 0 && i < Aliases.Length; i += 3)
        {
            if (Aliases[i] == (int)machine && Aliases[i + 1] == index) number = Aliases[i + 2];
        }

        return number >= 0;
    }

    /// <summary>The number of the call called <paramref name="name"/> under an <c>arch=</c> value.</summary>
    public static bool TryGetNumber(AuditArch arch, ReadOnlySpan<byte> name, out int number) =>
        TryGetNumber(Machines.FromArch(arch), name, out number);

    /// <summary>One more than the highest number of the machine's table; 0 for an unknown machine.</summary>
    public static int Limit(Machine machine) => TableOf(machine).Length;

    /// <summary>Where the call's name lies in the pool, or <see cref="NoName"/>.</summary>
    internal static int NameIndex(Machine machine, int number)
    {
        var table = TableOf(machine);
        return (uint)number < (uint)table.Length ? table[number] : NoName;
    }

    /// <summary>The name at an index of the pool.</summary>
    internal static ReadOnlySpan<byte> NameAt(int index)
    {
        var start = index == 0 ? 0 : NameEnds[index - 1];
        return NameText[start..NameEnds[index]];
    }

    private static bool TryFindName(ReadOnlySpan<byte> name, out int index)
    {
        index = -1;
        Span<byte> lower = stackalloc byte[64]; // the longest name has fewer than 32 bytes
        if (Ascii.ToLower(name, lower, out var length) != System.Buffers.OperationStatus.Done) return false;
        var low = 0;
        var high = NameEnds.Length - 1;
        while (low <= high)
        {
            var middle = (low + high) >> 1;
            var order = NameAt(middle).SequenceCompareTo(lower[..length]);
            if (order == 0)
            {
                index = middle;
                return true;
            }

            if (order < 0) low = middle + 1;
            else high = middle - 1;
        }

        return false;
    }

    private static ReadOnlySpan<ushort> TableOf(Machine machine) => machine switch
    {
        Machine.X8664 => X8664,
        Machine.X86 => I386,
        Machine.Aarch64 => Aarch64,
        Machine.Arm => Arm,
        Machine.Ppc or Machine.Ppc64 or Machine.Ppc64Le => Ppc,
        Machine.S390 => S390,
        Machine.S390X => S390X,
        Machine.RiscV32 => Riscv32,
        Machine.RiscV64 => Riscv64,
        Machine.IoUring => UringOps,
        _ => default,
    };
}
