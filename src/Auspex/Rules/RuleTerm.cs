namespace Auspex.Rules;

/// <summary>One condition of a <see cref="Rule"/>, with its place.</summary>
/// <param name="Field">The field.</param>
/// <param name="Operator">How it is compared.</param>
/// <param name="Value">The number it is compared with; 0 for a field with text.</param>
/// <param name="Text">The text it is compared with; empty for a field with a number.</param>
/// <param name="Place">Where it is written.</param>
internal sealed record RuleTerm(
    RuleField Field, RuleOperator Operator, uint Value, ReadOnlyMemory<byte> Text, SourcePlace Place);
