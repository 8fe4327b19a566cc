using Auspex.Kernel;
using Auspex.Linux.Control;
using Auspex.Linux.Loop;
using Auspex.Linux.Netlink;
using Auspex.Rules;
using Auspex.Text;
using Auspex.Tool.CommandLine;

namespace Auspex.Tool.Applets.Planning;

/// <summary><c>auspex rules plan</c>, <c>diff</c> and <c>apply</c>: from the rules that are loaded to those that files ask for.</summary>
internal static class PlanCommands
{
    internal static readonly Command Plan = new()
    {
        Name = "rules plan",
        Summary = "show the fewest requests that lead from the loaded rules to those of files",
        Operands = PlanFlags.Operands,
        Description =
            """
            Reads rule files, or /etc/audit/rules.d in the order of augenrules, asks the kernel for its rules and settings, and prints like
            a diff what apply would do. Changes nothing. The order of rules counts: the kernel adds only at the ends of a list, so that a
            rule in the middle moves those on its shorter side.
            """,
        Flags = [PlanFlags.Json, PlanFlags.Loaded],
        Examples =
        [
            ("auspex rules plan", "What /etc/audit/rules.d would change."),
            ("auspex rules plan --loaded before.txt new.rules", "Without a kernel: from a listing to a file."),
        ],
        ExitCodes = [(0, "the plan was made, be it empty"), (1, "the files have errors, or the kernel does not answer"), (2, "the command line is wrong")],
        Run = values => Run(values, needsKernel: values.Get(PlanFlags.Loaded.Name) is null, trouble: 1, s => s.Plan(values.Get(PlanFlags.Loaded.Name))),
    };

    internal static readonly Command Diff = new()
    {
        Name = "rules diff",
        Summary = "tell whether the kernel holds the rules of files",
        Operands = PlanFlags.Operands,
        Description =
            """
            Compares the kernel's rules, their order and its settings with rule files, or with /etc/audit/rules.d, and prints the difference.
            Changes nothing: for monitoring. While audit is locked (-e 2) the difference is what will change at the next boot.
            """,
        Flags = [PlanFlags.Json, PlanFlags.Loaded],
        Examples = [("auspex rules diff || alert", "Alert when somebody changed the rules.")],
        ExitCodes = [(0, "they are the same"), (1, "they differ"), (2, "it could not be found out, or the command line is wrong")],
        Run = values => Run(values, needsKernel: values.Get(PlanFlags.Loaded.Name) is null, trouble: 2, s => s.Diff(values.Get(PlanFlags.Loaded.Name))),
    };

    internal static readonly Command Apply = new()
    {
        Name = "rules apply",
        Summary = "load the rules of files: all of them or none",
        Operands = PlanFlags.Operands,
        Description =
            """
            Brings the kernel to the rules and settings of files, or of /etc/audit/rules.d, by the requests that plan shows, and has it list
            its rules afterwards. When the kernel refuses one, everything is put back and that rule is named with file, line and reason.
            May be interrupted or killed at any moment: the next run goes on from what it finds. Needs CAP_AUDIT_CONTROL.
            """,
        Flags = [PlanFlags.Json],
        Examples = [("auspex rules apply", "Load /etc/audit/rules.d.")],
        ExitCodes =
        [
            (0, "the kernel holds what the files ask for"), (1, "nothing was changed, or everything was put back"), (2, "the command line is wrong"),
            (3, "audit is locked until the next boot"), (4, "a rule was refused, and not everything could be put back"),
        ],
        Run = values => Run(values, needsKernel: true, trouble: 1, s => s.Apply()),
    };

    /// <summary>This machine as rules see it; a kernel that does not answer judges each rule itself.</summary>
    internal static MachineRuleHost HostOf(IAuditControl? control) => new(() =>
    {
        try
        {
            return control is null ? RuleAbilities.All : (RuleAbilities)(int)control.GetStatus().Abilities & RuleAbilities.All;
        }
        catch (KernelException)
        {
            return RuleAbilities.All;
        }
    });

    internal static void Write(Stream stream, ByteBuffer text) => stream.Write(text.Written);

    private static int Run(FlagValues values, bool needsKernel, int trouble, Func<PlanSession, int> act)
    {
        try
        {
            using var control = needsKernel ? AuditControl.Open() : null;
            var session = new PlanSession(HostOf(control), control, values.Operands, values.Has(PlanFlags.Json.Name));
            var exitCode = session.Check() ? act(session) : trouble;
            StandardError.Write(session.Errors.Written);
            using var output = StandardOutput.Open();
            Write(output, session.Output);
            return exitCode;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            StandardError.Tell(MessageText.Of($"auspex: {FailureWords.WithPath(e)}"));
            return trouble;
        }
    }
}
