namespace Auspex.Rules;

/// <summary>The rules that make the kernel tell of every birth, change of image and death of a process.</summary>
/// <remarks>
/// One rule for each table of system calls that the machine's kernel serves: clone, clone3, fork, vfork, execve, execveat, exit,
/// exit_group, under the key <c>auspex-process</c>. Calls by x32 numbers (bit 30 set) lie beyond what a rule can name.
/// Source: facts/syscalls-*.tsv, facts/elf-arch.tsv.
/// </remarks>
public static class ProcessRules
{
    private static readonly int[] X86_64 = [56, 435, 57, 58, 59, 322, 60, 231];
    private static readonly int[] I386 = [120, 435, 2, 190, 11, 358, 1, 252];
    private static readonly int[] Arm = [120, 435, 2, 190, 11, 387, 1, 248];
    private static readonly int[] Generic = [220, 435, 221, 281, 93, 94]; // no fork and vfork
    private static readonly int[] Power = [120, 435, 2, 189, 11, 362, 1, 234];
    private static readonly int[] S390 = [120, 435, 2, 190, 11, 354, 1, 248];

    /// <summary>The key of all of them.</summary>
    public static ReadOnlySpan<byte> Key => "auspex-process"u8;

    /// <summary>The rules for a kernel that calls itself <paramref name="machine"/>, as <c>uname -m</c> does; empty if unknown.</summary>
    public static IReadOnlyList<RuleWire> For(ReadOnlySpan<byte> machine)
    {
        if (machine.SequenceEqual("x86_64"u8)) return [Rule(0xC000_003E, X86_64), Rule(0x4000_0003, I386)];
        if (machine.SequenceEqual("aarch64"u8)) return [Rule(0xC000_00B7, Generic), Rule(0x4000_0028, Arm)];
        if (machine.SequenceEqual("riscv64"u8)) return [Rule(0xC000_00F3, Generic)];
        if (machine.SequenceEqual("ppc64le"u8)) return [Rule(0xC000_0015, Power)];
        if (machine.SequenceEqual("ppc64"u8)) return [Rule(0x8000_0015, Power), Rule(0x0000_0014, Power)];
        if (machine.SequenceEqual("s390x"u8)) return [Rule(0x8000_0016, S390), Rule(0x0000_0016, S390)];
        if (machine.Length == 4 && machine[0] == (byte)'i' && machine.EndsWith("86"u8)) return [Rule(0x4000_0003, I386)];
        return [];
    }

    private static RuleWire Rule(uint arch, int[] syscalls) => new RuleBuilder(RuleList.Exit, RuleAction.Always)
        .Where(RuleField.Arch, RuleOperator.Equal, arch)
        .WithSyscalls(syscalls)
        .WithKey(Key)
        .Build();
}
