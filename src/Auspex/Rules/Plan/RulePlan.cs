namespace Auspex.Rules.Plan;

/// <summary>The smallest set of kernel operations that leads from what is loaded to what is wanted.</summary>
/// <remarks>
/// The kernel adds at both ends of a list and deletes anywhere. What can stay is therefore a run of wanted rules, without a gap, whose
/// rules are loaded in the same order; the longest one is kept, everything before it is prepended and everything behind it appended.
/// A rule that moves is away only between two requests that follow each other, and rules that nobody wants any more go last: whatever
/// happens in between, more is told rather than less. Order counts within a list only. Source: linux/kernel auditfilter.c, behaviour of
/// AUDIT_ADD_RULE; auditctl(8).
/// </remarks>
internal sealed class RulePlan
{
    private RulePlan(IReadOnlyList<RuleOperation> operations, IReadOnlyList<SettingChange> settings, int kept)
    {
        Operations = operations;
        Settings = settings;
        Kept = kept;
    }

    /// <summary>The requests about rules, in the order in which to send them.</summary>
    public IReadOnlyList<RuleOperation> Operations { get; }

    /// <summary>The settings that change.</summary>
    public IReadOnlyList<SettingChange> Settings { get; }

    /// <summary>How many rules stay untouched.</summary>
    public int Kept { get; }

    /// <summary>True when there is nothing to do.</summary>
    public bool IsEmpty => Operations.Count == 0 && Settings.Count == 0;

    /// <summary>The plan from <paramref name="loaded"/> to <paramref name="wanted"/>.</summary>
    public static RulePlan Make(LoadedRules loaded, WantedRules wanted)
    {
        ArgumentNullException.ThrowIfNull(loaded);
        ArgumentNullException.ThrowIfNull(wanted);
        var changes = new List<SettingChange>();
        foreach (var setting in wanted.Settings)
        {
            if (loaded.Settings.TryGetValue(setting.Setting, out var value) && value != setting.Value)
                changes.Add(new SettingChange(setting.Setting, value, setting.Value, setting.Place));
        }

        var (operations, kept) = Make(loaded.Rules, wanted.Rules);
        return new RulePlan(operations, changes, kept);
    }

    /// <summary>The requests that lead from some rules to others, and how many rules stay.</summary>
    internal static (IReadOnlyList<RuleOperation> Operations, int Kept) Make(
        IReadOnlyList<RuleWire> loaded, IReadOnlyList<WantedRule> wanted)
    {
        var operations = new List<RuleOperation>();
        var deletions = new List<RuleOperation>();
        var kept = 0;
        foreach (var list in loaded.Select(r => r.List).Concat(wanted.Select(w => w.Wire.List)).Distinct().Order())
        {
            var planner = new ListPlanner(
                [.. loaded.Where(r => r.List == list)], [.. wanted.Where(w => w.Wire.List == list)]);
            planner.Plan(operations, deletions);
            kept += planner.Kept;
        }

        return ([.. operations, .. deletions], kept);
    }

    /// <summary>True when the kernel holds exactly these rules, those of each list in their order.</summary>
    public static bool IsSame(IReadOnlyList<RuleWire> loaded, IReadOnlyList<RuleWire> wanted)
    {
        ArgumentNullException.ThrowIfNull(loaded);
        ArgumentNullException.ThrowIfNull(wanted);
        // OrderBy keeps the order of rules on one list.
        return loaded.OrderBy(r => r.List).SequenceEqual(wanted.OrderBy(r => r.List));
    }
}
