using Auspex.Text;

namespace Auspex.Rules.Lint;

/// <summary>Something worth changing in a set of rules.</summary>
/// <param name="Severity">How bad it is.</param>
/// <param name="Code">What kind it is.</param>
/// <param name="Place">Where it is.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Advice">What would be right; empty where the message says all.</param>
internal sealed record LintFinding(
    RuleSeverity Severity, LintCode Code, SourcePlace Place, string Message, string Advice)
{
    /// <summary><c>file:line:column severity CODE message — what would be right</c>, without a line end, as it may be shown on a terminal.</summary>
    public override string ToString()
    {
        var severity = Severity switch { RuleSeverity.Error => "error", RuleSeverity.Warning => "warning", _ => "note" };
        var advice = Advice.Length == 0 ? "" : $" — {Advice}";
        return MessageText.Of($"{Place.File}:{Place.Line}:{Place.Column} {severity} {LintCodes.Text(Code)} {Message.TrimEnd('\n')}{advice}");
    }
}
