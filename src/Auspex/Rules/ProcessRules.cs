using Auspex.Tables;

namespace Auspex.Rules;

/// <summary>The rules that make the kernel tell of every birth, change of image and death of a process.</summary>
/// <remarks>
/// One rule for each table of system calls that the machine's kernel serves: clone, clone3, fork, vfork, execve, execveat, exit,
/// exit_group, under the key <c>auspex-process</c>. Calls by x32 numbers (bit 30 set) lie beyond what a rule can name.
/// A machine without some of them (fork and vfork on newer ones) has a rule for the others.
/// </remarks>
internal static class ProcessRules
{
    /// <summary>The key of all of them.</summary>
    public static ReadOnlySpan<byte> Key => "auspex-process"u8;

    /// <summary>The rules for a kernel that calls itself <paramref name="machine"/>, as <c>uname -m</c> does; empty if unknown.</summary>
    public static IReadOnlyList<RuleWire> For(ReadOnlySpan<byte> machine)
    {
        if (machine.SequenceEqual("x86_64"u8)) return [Rule(Machine.X8664), Rule(Machine.X86)];
        if (machine.SequenceEqual("aarch64"u8)) return [Rule(Machine.Aarch64), Rule(Machine.Arm)];
        if (machine.SequenceEqual("riscv64"u8)) return [Rule(Machine.RiscV64)];
        if (machine.SequenceEqual("ppc64le"u8)) return [Rule(Machine.Ppc64Le)];
        if (machine.SequenceEqual("ppc64"u8)) return [Rule(Machine.Ppc64), Rule(Machine.Ppc)];
        if (machine.SequenceEqual("s390x"u8)) return [Rule(Machine.S390X), Rule(Machine.S390)];
        if (machine.Length == 4 && machine[0] == (byte)'i' && machine.EndsWith("86"u8)) return [Rule(Machine.X86)];
        return [];
    }

    private static RuleWire Rule(Machine machine)
    {
        var syscalls = new List<int>();
        Add("clone"u8);
        Add("clone3"u8);
        Add("fork"u8);
        Add("vfork"u8);
        Add("execve"u8);
        Add("execveat"u8);
        Add("exit"u8);
        Add("exit_group"u8);
        return new RuleBuilder(RuleList.Exit, RuleAction.Always)
            .Where(RuleField.Arch, RuleOperator.Equal, (uint)Machines.ToArch(machine))
            .WithSyscalls([.. syscalls])
            .WithKey(Key)
            .Build();

        void Add(ReadOnlySpan<byte> name)
        {
            if (Syscalls.TryGetNumber(machine, name, out var number)) syscalls.Add(number);
        }
    }
}
