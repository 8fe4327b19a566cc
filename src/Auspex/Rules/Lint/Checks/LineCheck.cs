using Auspex.Tables;

namespace Auspex.Rules.Lint.Checks;

/// <summary>What the reader of each line says of it.</summary>
internal static class LineCheck
{
    private static ReadOnlySpan<byte> Machines => [(byte)Machine.X8664, (byte)Machine.X86, (byte)Machine.Aarch64, (byte)Machine.Arm,
        (byte)Machine.Ppc64Le, (byte)Machine.Ppc, (byte)Machine.S390X, (byte)Machine.S390, (byte)Machine.RiscV64, (byte)Machine.RiscV32];

    public static void Run(LintSet set)
    {
        foreach (var diagnostic in set.Steps.Select(s => s.Step.Diagnostic).OfType<RuleDiagnostic>())
        {
            if (diagnostic.Fault == RuleFault.UnknownSyscall && OtherMachine(diagnostic) is { } other)
            {
                set.Report(LintCode.SyscallNotHere, diagnostic.Place, diagnostic.Message, $"{other} has it; leave it out for this machine");
                continue;
            }

            var message = diagnostic.Message.Length == 0 ? "no option" : diagnostic.Message;
            set.Findings.Add(new LintFinding(diagnostic.Severity, LintCodes.Of(diagnostic.Fault), diagnostic.Place, message, diagnostic.Advice));
        }
    }

    private static string? OtherMachine(RuleDiagnostic diagnostic)
    {
        var name = System.Text.Encoding.UTF8.GetBytes(diagnostic.Message[(diagnostic.Message.LastIndexOf(' ') + 1)..]);
        foreach (var number in Machines)
        {
            if (Syscalls.TryGetNumber((Machine)number, name, out _))
                return System.Text.Encoding.UTF8.GetString(Tables.Machines.Name((Machine)number));
        }

        return null;
    }
}
