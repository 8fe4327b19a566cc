using Auspex.Health;
using Auspex.Kernel;
using Auspex.Kernel.Apply;
using Auspex.Linux.Loop;
using Auspex.Rules;
using Auspex.Rules.Plan;
using Auspex.Tool.Applets.Planning;

namespace Auspex.Tool.Applets.Checkup;

/// <summary>Compares the rules of the kernel with those of files, as <c>auspex rules diff</c> does.</summary>
internal sealed class RuleFactsReader
{
    private readonly string source;

    internal RuleFactsReader(string source) => this.source = source;

    internal RuleFacts Read(IAuditControl? control)
    {
        var facts = new RuleFacts { Source = source };
        var loaded = Load(control);
        if (loaded is not null)
        {
            facts = facts with
            {
                LoadedCount = loaded.Rules.Count,
                IsLocked = loaded.IsLocked,
                KillsAll = loaded.Rules.Any(static r => r is { List: RuleList.Task, Action: RuleAction.Never, ConditionCount: 0 }),
            };
        }

        if (Machine.EffectiveUserId != 0) return facts; // only root may read them
        if (!Directory.Exists(source)) return facts with { Fault = $"{source} is missing" };
        try
        {
            var wanted = WantedFiles.Read(PlanCommands.HostOf(control), [source]);
            facts = facts with { Errors = [.. wanted.Errors.Select(static e => e.ToString())], WantedCount = wanted.Rules.Count };
            if (loaded is null || wanted.Errors.Count > 0) return facts;
            var plan = RulePlan.Make(loaded, wanted);
            return facts with { Changes = plan.Operations.Count + plan.Settings.Count };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return facts with { Fault = FailureWords.Of(e) };
        }
    }

    private static LoadedRules? Load(IAuditControl? control)
    {
        try
        {
            return control is null ? null : LoadedReader.Read(control);
        }
        catch (KernelException)
        {
            return null;
        }
    }
}
