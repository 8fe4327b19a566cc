using Auspex.Text;

namespace Auspex.Rules;

/// <summary>A finding in what a person wrote.</summary>
/// <param name="Severity">How bad it is.</param>
/// <param name="Fault">What it is.</param>
/// <param name="Place">Where it is.</param>
/// <param name="Message">What auditctl says of it.</param>
/// <param name="Advice">What would be right; empty where the message says all.</param>
internal sealed record RuleDiagnostic(
    RuleSeverity Severity, RuleFault Fault, SourcePlace Place, string Message, string Advice)
{
    /// <summary><c>file(line,column): message — what would be right</c>, as it may be shown on a terminal.</summary>
    public override string ToString() => MessageText.Of(Advice.Length == 0 ? $"{Place}: {Message}" : $"{Place}: {Message} — {Advice}");
}
