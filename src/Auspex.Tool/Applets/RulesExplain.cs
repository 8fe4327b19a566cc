using System.Text;
using Auspex.Linux.Control;
using Auspex.Linux.Loop;
using Auspex.Rules;
using Auspex.Rules.Commands;
using Auspex.Rules.Files;
using Auspex.Rules.Words;
using Auspex.Text;
using Auspex.Tool.CommandLine;

namespace Auspex.Tool.Applets;

/// <summary><c>auspex rules explain</c>: a rule in words.</summary>
internal static class RulesExplain
{
    internal static readonly Command Command = new()
    {
        Name = "rules explain",
        Summary = "say in words what a rule does",
        Operands = "RULE",
        Description =
            """
            Says what a rule does, and when. The rule stands as words, as auditctl takes them, or as one word, as a line of a rule file.
            """,
        Flags = [],
        HasRawOperands = true,
        Examples = [("auspex rules explain '-a always,exit -F arch=b64 -S execve -F auid>=1000 -F key=exec'", "What that rule is for.")],
        Run = Run,
    };

    private static int Run(FlagValues values)
    {
        if (values.Operands.Count == 0) throw new UsageException("explain takes a rule");
        var host = new MachineRuleHost(() => RuleAbilities.All);
        var command = Read(values.Operands, host);
        foreach (var diagnostic in command.Diagnostics.Where(d => d.Severity != RuleSeverity.Note)) StandardError.Tell($"auspex: {diagnostic}");
        var rules = command.Steps.Select(s => s.Rule).OfType<Rule>().ToList();
        if (rules.Count == 0 || command.IsBroken)
        {
            if (!command.IsBroken) StandardError.Tell("auspex: this is no rule");
            return 1;
        }

        var words = new RuleWords(host.Machine);
        foreach (var rule in rules)
        {
            if (rule.Verb == RuleVerb.Delete) StandardOutput.WriteLine("Deletes this rule:");
            foreach (var line in words.Explain(rule.ToWire())) StandardOutput.WriteLine(MessageText.Of(line));
        }

        return 0;
    }

    private static AuditCommand Read(IReadOnlyList<string> operands, IRuleHost host)
    {
        var words = operands.Select(o => Encoding.UTF8.GetBytes(o)).ToList();
        if (words.Count == 1 && new RuleFileReader(host, "", words[0]).Read() is { } line) return line.Command;
        return new CommandReader(host).Read([.. words.Select(w => (ReadOnlyMemory<byte>)w)]);
    }
}
