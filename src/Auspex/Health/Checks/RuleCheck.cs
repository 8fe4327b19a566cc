namespace Auspex.Health.Checks;

/// <summary>Whether the kernel holds the rules that it should.</summary>
internal static class RuleCheck
{
    internal static void Run(RuleFacts rules, FindingList list)
    {
        if (rules.KillsAll)
            list.Error(
                "rules.never", "The kernel holds the rule -a task,never: no process that is made from now on is audited.",
                "No rule for system calls or files makes an event.", "Delete it, and take it out of the rule files; processes made meanwhile stay unaudited.", "auditctl -d task,never");
        if (rules.LoadedCount is { } count)
        {
            if (count == 0)
                list.Warn("rules.loaded", "The kernel holds no rule.", "It tells of logins and the like, but of no file and no system call.", "Load rules.", "augenrules --load");
            else
                list.Ok("rules.loaded", $"The kernel holds {Amount.Of(count, "rule")}.");
        }

        CheckFiles(rules, list);
    }

    private static void CheckFiles(RuleFacts rules, FindingList list)
    {
        if (rules.Fault.Length > 0)
        {
            list.Warn("rules.files", $"The rule files cannot be read: {rules.Fault}.", "What the kernel should hold is not known.", "See that they are there and that only root may write them.");
            return;
        }

        if (rules.Errors.Count > 0)
        {
            list.Error(
                "rules.files", $"The rule files have {Amount.Of(rules.Errors.Count, "error")}; the first: {rules.Errors[0].TrimEnd()}",
                "At the next boot the rules behind the first error are missing.", "Correct them.", $"auspex rules lint {rules.Source}");
            return;
        }

        if (rules.Changes is not { } changes) return;
        if (changes == 0)
            list.Ok("rules.drift", $"The kernel holds what {rules.Source} asks for ({Amount.Of(rules.WantedCount ?? 0, "rule")}).");
        else if (rules.IsLocked)
            list.Note(
                "rules.drift", $"The kernel's rules differ from {rules.Source} by {Amount.Of(changes, "request")}, and are locked.", "The files are loaded at the next boot.",
                "Look at the difference.", "auspex rules diff");
        else
            list.Warn(
                "rules.drift", $"The kernel's rules differ from {rules.Source} by {Amount.Of(changes, "request")}.", "Somebody changed one without the other; at the next boot the files are loaded.",
                "Look at the difference, then load the files or change them.", "auspex rules diff; auspex rules apply");
    }
}
