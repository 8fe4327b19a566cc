namespace Auspex.Rules.Plan;

/// <summary>A word of the audit state that is to be set.</summary>
/// <param name="Setting">Which.</param>
/// <param name="Value">To what.</param>
/// <param name="Place">Where it is written.</param>
internal sealed record WantedSetting(RuleSetting Setting, uint Value, SourcePlace Place);
