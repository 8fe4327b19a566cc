using Auspex.Rules.Commands;

namespace Auspex.Rules.Lint.Checks;

/// <summary>Settings among the rules: what locks, clears, or hides errors.</summary>
internal static class ControlCheck
{
    private const uint Locked = 2;

    private static readonly CommandKind[] Moved = [CommandKind.SetEnabled, CommandKind.SetFailure, CommandKind.SetBacklogLimit];

    public static void Run(LintSet set)
    {
        foreach (var step in set.Steps.Select(s => s.Step))
        {
            if (step.Kind == CommandKind.IgnoreErrors)
                set.Report(LintCode.IgnoresErrors, step.Place, "-i hides every error of this load", "take it away; what fails then is what is missing");
            else if (step.Kind == CommandKind.ContinueOnErrors)
                set.Report(LintCode.ContinuesOnErrors, step.Place, "-c goes on after an error, so a part of the rules may be missing", "look at the exit code of the load");
        }

        CheckDeletion(set);
        if (set.Options.IsMerged) CheckOverridden(set);
        else CheckLock(set);
    }

    private static void CheckDeletion(LintSet set)
    {
        if (set.Options.IsPart || set.Rules.Count == 0) return;
        if (set.Steps.Any(s => s.Step is { Kind: CommandKind.DeleteRules, Text.IsEmpty: true })) return;
        var first = set.Steps.First(s => s.Step.Kind == CommandKind.AddRule).Step.Place;
        set.Report(LintCode.NoDeleteAll, first, "no -D before the rules: older ones stay", "-D in the first line");
    }

    /// <summary>augenrules keeps the last of each setting and moves it.</summary>
    private static void CheckOverridden(LintSet set)
    {
        foreach (var kind in Moved)
        {
            var all = set.Steps.Select(s => s.Step).Where(s => s.Kind == kind).ToList();
            foreach (var step in all.SkipLast(1).Where(s => s.Number != all[^1].Number))
            {
                var last = all[^1].Place;
                set.Report(LintCode.ControlOverridden, step.Place, $"{last.File} line {last.Line} sets it to {all[^1].Number}", "set it once");
            }
        }
    }

    private static void CheckLock(LintSet set)
    {
        var steps = set.Steps.Select(s => s.Step).Where(s => s.Kind != CommandKind.Say).ToList();
        var at = steps.FindIndex(s => s is { Kind: CommandKind.SetEnabled, Number: Locked });
        if (at < 0) return;
        var behind = steps.Skip(at + 1).Where(s => Changes(s.Kind)).ToList();
        if (behind.Count == 0) return;
        set.Report(LintCode.LockNotLast, steps[at].Place, $"-e 2 locks the rules, and {behind.Count} more follow", "-e 2 in the last line");
        foreach (var step in behind)
            set.Report(LintCode.BehindLock, step.Place, $"refused: -e 2 stands before it in {steps[at].Place.File} line {steps[at].Place.Line}");
    }

    private static bool Changes(CommandKind kind) => kind is CommandKind.AddRule or CommandKind.DeleteRule or CommandKind.DeleteRules
        or CommandKind.SetEnabled or CommandKind.SetFailure or CommandKind.SetRateLimit or CommandKind.SetBacklogLimit
        or CommandKind.SetBacklogWaitTime or CommandKind.LockLoginUid or CommandKind.Trim or CommandKind.MakeEquivalent;
}
