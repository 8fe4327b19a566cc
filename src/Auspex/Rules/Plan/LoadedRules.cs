namespace Auspex.Rules.Plan;

/// <summary>What the kernel holds.</summary>
/// <param name="Rules">Its rules as it lists them: those of each list in their order.</param>
/// <param name="Settings">Its settings; those that it does not have, or that were not asked for, are missing.</param>
internal sealed record LoadedRules(IReadOnlyList<RuleWire> Rules, IReadOnlyDictionary<RuleSetting, uint> Settings)
{
    /// <summary>A kernel after boot, of which only the rules are of interest.</summary>
    public static LoadedRules None { get; } = new([], new Dictionary<RuleSetting, uint>());

    /// <summary>True when neither rules nor settings can change before the next boot.</summary>
    public bool IsLocked => Settings.TryGetValue(RuleSetting.Enabled, out var enabled) && enabled == 2;
}
