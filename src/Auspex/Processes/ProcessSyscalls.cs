using Auspex.Tables;

namespace Auspex.Processes;

/// <summary>Which calls of which machine a process's life consists of: those that <see cref="Rules.ProcessRules"/> ask for.</summary>
internal static class ProcessSyscalls
{
    internal static SyscallKind KindOf(Machine machine, int number)
    {
        if (machine == Machine.X8664)
        {
            number &= ~Syscalls.X32Bit;
            if (number is 520 or 545) return SyscallKind.Exec; // of the x32 ABI alone, which the tables do not have
        }

        return Syscalls.TryGetName(machine, number, out var name) ? KindOf(name) : SyscallKind.Other;
    }

    private static SyscallKind KindOf(ReadOnlySpan<byte> name) => name[0] switch
    {
        (byte)'c' when name.SequenceEqual("clone"u8) => SyscallKind.Clone,
        (byte)'c' when name.SequenceEqual("clone3"u8) => SyscallKind.Clone3,
        (byte)'f' when name.SequenceEqual("fork"u8) => SyscallKind.Fork,
        (byte)'v' when name.SequenceEqual("vfork"u8) => SyscallKind.VFork,
        (byte)'e' when name.SequenceEqual("execve"u8) || name.SequenceEqual("execveat"u8) => SyscallKind.Exec,
        (byte)'e' when name.SequenceEqual("exit"u8) => SyscallKind.Exit,
        (byte)'e' when name.SequenceEqual("exit_group"u8) => SyscallKind.ExitGroup,
        _ => SyscallKind.Other,
    };
}
