namespace Auspex.Rules.Plan;

/// <summary>What rule files ask for: rules in the order in which the kernel is to hold them, and settings.</summary>
/// <remarks>Made by <see cref="WantedReader"/>.</remarks>
internal sealed class WantedRules
{
    /// <summary>The rules: those of each list in their order, no two equal.</summary>
    public required IReadOnlyList<WantedRule> Rules { get; init; }

    /// <summary>The settings, each at most once.</summary>
    public required IReadOnlyList<WantedSetting> Settings { get; init; }

    /// <summary>The errors: while there are any, the set is not the one that was meant.</summary>
    public required IReadOnlyList<RuleDiagnostic> Errors { get; init; }

    /// <summary>What was left out without being wrong, in the order of the files.</summary>
    public required IReadOnlyList<WantedNote> Notes { get; init; }

    /// <summary>The value that <paramref name="setting"/> is to have, or null where the files do not say.</summary>
    public uint? Find(RuleSetting setting) => Settings.FirstOrDefault(s => s.Setting == setting)?.Value;
}
