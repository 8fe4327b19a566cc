namespace Auspex.Processes;

/// <summary>Which numbers of which architecture are the calls of a process's life.</summary>
internal static class ProcessSyscalls
{
    private const int X32Bit = 0x40000000;

    internal static SyscallKind KindOf(uint arch, int number) => arch switch
    {
        0xC000003E => X8664(number & ~X32Bit),
        0x40000003 => I386(number),
        _ => SyscallKind.Other,
    };

    private static SyscallKind X8664(int number) => number switch
    {
        56 => SyscallKind.Clone,
        57 => SyscallKind.Fork,
        58 => SyscallKind.VFork,
        59 or 322 or 520 or 545 => SyscallKind.Exec,
        60 => SyscallKind.Exit,
        231 => SyscallKind.ExitGroup,
        435 => SyscallKind.Clone3,
        _ => SyscallKind.Other,
    };

    private static SyscallKind I386(int number) => number switch
    {
        1 => SyscallKind.Exit,
        2 => SyscallKind.Fork,
        11 or 358 => SyscallKind.Exec,
        120 => SyscallKind.Clone,
        190 => SyscallKind.VFork,
        252 => SyscallKind.ExitGroup,
        435 => SyscallKind.Clone3,
        _ => SyscallKind.Other,
    };
}
