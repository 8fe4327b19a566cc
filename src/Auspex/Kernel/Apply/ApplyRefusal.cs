using Auspex.Rules;

namespace Auspex.Kernel.Apply;

/// <summary>What the kernel refused.</summary>
/// <param name="Operation">What was tried: <c>add an audit rule</c>.</param>
/// <param name="Rule">The rule, or null where it was a setting or a question.</param>
/// <param name="Place">Where it is written, or null.</param>
/// <param name="Errno">The error number; 0 when nothing was refused and the listing is not as it should be.</param>
/// <param name="Reason">Why, in words.</param>
internal sealed record ApplyRefusal(string Operation, RuleWire? Rule, SourcePlace? Place, int Errno, string Reason);
