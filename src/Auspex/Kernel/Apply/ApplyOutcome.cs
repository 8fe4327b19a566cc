using Auspex.Rules.Plan;

namespace Auspex.Kernel.Apply;

/// <summary>What came of an attempt to load rules.</summary>
/// <param name="Result">How it ended.</param>
/// <param name="Plan">What was to be done.</param>
/// <param name="Refusal">What the kernel refused, or null.</param>
/// <param name="Unrestored">What could not be put back; empty unless <see cref="ApplyResult.Broken"/>.</param>
internal sealed record ApplyOutcome(
    ApplyResult Result, RulePlan Plan, ApplyRefusal? Refusal, IReadOnlyList<ApplyRefusal> Unrestored);
