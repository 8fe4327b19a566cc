namespace Auspex.Rules.Plan;

/// <summary>A rule that is to be loaded.</summary>
/// <param name="Wire">The rule for the kernel.</param>
/// <param name="Place">Where it is written.</param>
internal sealed record WantedRule(RuleWire Wire, SourcePlace Place);
