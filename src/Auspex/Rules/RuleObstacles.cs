using Auspex.Tables;

namespace Auspex.Rules;

/// <summary>Finds rules, of other people, that stand in the way of the <see cref="ProcessRules"/>.</summary>
internal static class RuleObstacles
{
    /// <summary>The obstacles among <paramref name="rules"/>, in their order.</summary>
    /// <param name="rules">All rules as the kernel lists them.</param>
    /// <param name="own">The process rules; those of them that are listed end the search on the exit list.</param>
    public static IReadOnlyList<(RuleObstacle Obstacle, RuleWire Rule)> Find(
        IReadOnlyList<RuleWire> rules, IReadOnlyList<RuleWire> own)
    {
        var found = new List<(RuleObstacle, RuleWire)>();
        var behind = new HashSet<uint?>();
        foreach (var rule in rules)
        {
            if (own.Contains(rule)) behind.Add(rule.Arch);
            else if (rule is { List: RuleList.Task, Action: RuleAction.Never }) found.Add((RuleObstacle.NeverTask, rule));
            else if (rule.List == RuleList.Exclude && TakesRecords(rule)) found.Add((RuleObstacle.Exclude, rule));
            else if (rule is { List: RuleList.Exit, Action: RuleAction.Never } && own.Any(o => IsAhead(rule, o, behind)))
                found.Add((RuleObstacle.NeverExit, rule));
        }

        return found;
    }

    private static bool IsAhead(RuleWire rule, RuleWire own, HashSet<uint?> behind)
    {
        if (behind.Contains(own.Arch) || (rule.Arch is { } arch && arch != own.Arch)) return false;
        for (var number = 0; number < RuleWire.MaxSyscalls; number++)
        {
            if (own.HasSyscall(number) && rule.HasSyscall(number)) return true;
        }

        return false;
    }

    /// <summary>Either action excludes on this list. Without a record type it takes all of them.</summary>
    private static bool TakesRecords(RuleWire rule)
    {
        var takes = true;
        for (var i = 0; i < rule.ConditionCount; i++)
        {
            var condition = rule.GetCondition(i);
            if (condition is not { Field: RuleField.MsgType, Operator: RuleOperator.Equal }) continue;
            takes = (RecordType)condition.Value is RecordType.Syscall or RecordType.Execve or RecordType.Path or RecordType.Cwd
                or RecordType.Proctitle or RecordType.Eoe;
        }

        return takes;
    }
}
