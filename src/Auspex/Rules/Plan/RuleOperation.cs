namespace Auspex.Rules.Plan;

/// <summary>One request to the kernel.</summary>
/// <param name="Kind">What is to be done.</param>
/// <param name="Rule">The rule, in the bytes to send.</param>
/// <param name="Place">Where it is written; null for a rule that is no longer wanted.</param>
/// <param name="IsMove">True when the rule is deleted and added again, since others come between.</param>
internal sealed record RuleOperation(RuleOperationKind Kind, RuleWire Rule, SourcePlace? Place, bool IsMove);
