using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Auspex.Accounting;

/// <summary>What the kernel wrote when a process ended: one record of process accounting, version 3.</summary>
/// <remarks>
/// <code>
///  0 flag u8   1 version u8 (0x80: big endian)   2 tty u16   4 exit code u32   8 uid u32   12 gid u32   16 pid u32   20 ppid u32
/// 24 begin u32 (s)   28 elapsed f32 (ticks)   32 user  34 system  36 memory  38 characters  40 blocks  42 minor faults
/// 44 major faults  46 swaps (comp_t each)   48 command u8[16]
/// </code>
/// A tick is 1/100 s on every machine. How far each field can be trusted is said at each, and measured in
/// docs/accounting.md.
/// Source: linux/acct.h 6.18, <c>struct acct_v3</c>; acct(5).
/// </remarks>
internal readonly partial struct AcctRecord
{
    /// <summary>The size of a record.</summary>
    public const int SizeBytes = 64;

    /// <summary>AHZ: ticks a second.</summary>
    public const int TicksPerSecond = 100;

    private const int CommBytes = 16;

    private readonly CommBuffer comm;
    private readonly ushort userTicks;
    private readonly ushort systemTicks;
    private readonly ushort memory;
    private readonly ushort characters;
    private readonly ushort blocks;
    private readonly ushort minorFaults;
    private readonly ushort majorFaults;
    private readonly ushort swaps;

    /// <summary>How it lived and died.</summary>
    public AcctFlags Flags { get; }

    /// <summary>Its terminal as a 16-bit device number (major in the upper byte), 0 for none.</summary>
    public ushort Tty { get; }

    /// <summary>The status as wait(2) gives it, but of the leading thread: see <see cref="ExitCode"/>.</summary>
    public uint Status { get; }

    /// <summary>Real user.</summary>
    public uint Uid { get; }

    /// <summary>Real group.</summary>
    public uint Gid { get; }

    /// <summary>Process, as numbered in the pid namespace of whoever turned accounting on.</summary>
    public int Pid { get; }

    /// <summary>Its parent at the end, which may be another than the one that made it.</summary>
    public int ParentPid { get; }

    /// <summary>Start in whole seconds since 1970-01-01 UTC, up to a second too early or too late.</summary>
    /// <remarks>The kernel subtracts the whole seconds of the process's age from the whole seconds of the clock at its end.</remarks>
    public uint BeginSeconds { get; }

    /// <summary>Time from start to end in whole ticks, the rest cut off; time that the machine slept is not counted.</summary>
    public float ElapsedTicks { get; }

    /// <summary>Time from start to end.</summary>
    public TimeSpan Elapsed => FromTicks(ElapsedTicks);

    /// <summary>Time on a processor in user mode, all threads.</summary>
    public TimeSpan UserTime => FromTicks(CompT.Decode(userTicks));

    /// <summary>Time on a processor in the kernel, all threads.</summary>
    public TimeSpan SystemTime => FromTicks(CompT.Decode(systemTicks));

    /// <summary>Size of the address space at the end in KiB. It is not resident memory, nor an average as acct(5) says.</summary>
    public ulong VirtualMemoryKiB => CompT.Decode(memory);

    /// <summary>Characters transferred, says acct(5); Linux writes 0 or other things there: of no use.</summary>
    public ulong Characters => CompT.Decode(characters);

    /// <summary>Blocks read or written; Linux writes 0.</summary>
    public ulong Blocks => CompT.Decode(blocks);

    /// <summary>Page faults that needed no reading.</summary>
    public ulong MinorFaults => CompT.Decode(minorFaults);

    /// <summary>Page faults that needed reading.</summary>
    public ulong MajorFaults => CompT.Decode(majorFaults);

    /// <summary>Swaps; Linux writes 0.</summary>
    public ulong Swaps => CompT.Decode(swaps);

    /// <summary>Name of the command at the end, up to 15 bytes; valid as long as the record.</summary>
    [UnscopedRef]
    public ReadOnlySpan<byte> Comm
    {
        get
        {
            ReadOnlySpan<byte> all = comm;
            var end = all.IndexOf((byte)0);
            return end < 0 ? all : all[..end];
        }
    }

    /// <summary>The signal that killed it, or 0.</summary>
    public int Signal => (int)(Status & 0x7F);

    /// <summary>The exit code, 0 to 255; of no meaning when <see cref="Signal"/> is not 0.</summary>
    /// <remarks>
    /// The kernel takes it from the leading thread. Where that thread ended before the others, the process's own code, which
    /// its parent sees, is another: the record of exit_group knows it.
    /// </remarks>
    public int ExitCode => (int)((Status >> 8) & 0xFF);

    /// <summary>True when it dumped core. The flag is no help: it is set as well when the core could not be written.</summary>
    public bool CoreDumped => (Status & 0x80) != 0;

    private static TimeSpan FromTicks(double ticks) =>
        ticks is >= 0 and < 1e13 ? TimeSpan.FromTicks((long)(ticks * (TimeSpan.TicksPerSecond / TicksPerSecond))) : TimeSpan.Zero;

    [InlineArray(CommBytes)]
    private struct CommBuffer
    {
        private byte first;
    }
}
