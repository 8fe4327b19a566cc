using Auspex.Tool.Applets.Planning;
using Auspex.Tool.CommandLine;

namespace Auspex.Tool.Applets;

/// <summary><c>auspex rules</c>: audit rules as something that is checked, explained, planned and applied.</summary>
internal static class RulesCommand
{
    internal static readonly Command Command = new()
    {
        Name = "rules",
        Summary = "check, explain, convert, plan and apply audit rules",
        Operands = "COMMAND [ARGUMENT…]",
        Description =
            """
            Works on the rules of the audit system: files as auditctl -R and augenrules read them, and what the kernel holds.
            """,
        Flags = [],
        Subcommands = [RulesLint.Command, RulesExplain.Command, RulesConvert.Command, PlanCommands.Plan, PlanCommands.Diff, PlanCommands.Apply, CostCommand.Command],
        Run = _ => throw new UsageException("rules needs a command; --help lists them"),
    };
}
