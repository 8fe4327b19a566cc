using Auspex.Tables;

namespace Auspex.Rules.Lint.Checks;

/// <summary>Rules of one list that silence those of another.</summary>
internal static class KillCheck
{
    public static void Run(LintSet set)
    {
        var heard = set.Rules.Count(r => r.Wire is { List: RuleList.Exit, Action: RuleAction.Always });
        CheckTask(set, heard);
        foreach (var rule in set.Rules.Where(_ => heard > 0))
        {
            if (rule.Wire.List == RuleList.Exclude && Dropped(rule) is { } type)
                set.Report(LintCode.ExcludesRecords, rule.Place, $"drops {type} records, of which the events of {heard} rules are made", "narrow it, or take it away");
        }
    }

    /// <summary>The first rule of the list decides. In a part of a set there are other files, of which it is the end too.</summary>
    private static void CheckTask(LintSet set, int heard)
    {
        if (heard == 0 && !set.Options.IsPart) return; // a set that is meant to be silent
        var decisive = set.Rules.FirstOrDefault(r => r.Wire.List == RuleList.Task && r.Rule.Terms.Count == 0);
        if (decisive?.Wire.Action != RuleAction.Never) return;
        var dead = heard == 0 ? "those of the other files" : $"the {heard} rules of the exit list";
        set.Report(LintCode.NeverTask, decisive.Place, $"no system call makes an event any more: {dead} are dead", "take this line away");
    }

    /// <summary>What an exclude rule without any other condition drops, where that matters.</summary>
    private static string? Dropped(LintedRule rule)
    {
        if (rule.Rule.Terms.Count == 0) return "all";
        if (rule.Rule.Terms is not [{ Field: RuleField.MsgType, Operator: RuleOperator.Equal } term]) return null;
        var type = (RecordType)term.Value;
        if (type is not (RecordType.Syscall or RecordType.Path or RecordType.Execve)) return null;
        return RecordTypes.Rows.TryGetName(term.Value, out var name) ? System.Text.Encoding.UTF8.GetString(name) : null;
    }
}
