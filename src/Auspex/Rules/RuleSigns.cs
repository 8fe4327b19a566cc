namespace Auspex.Rules;

/// <summary>How operators are written.</summary>
internal static class RuleSigns
{
    /// <summary>The sign of an operator; <c>=</c> for none.</summary>
    public static ReadOnlySpan<byte> Of(RuleOperator comparison) => comparison switch
    {
        RuleOperator.NotEqual => "!="u8,
        RuleOperator.GreaterThan => ">"u8,
        RuleOperator.GreaterOrEqual => ">="u8,
        RuleOperator.LessThan => "<"u8,
        RuleOperator.LessOrEqual => "<="u8,
        RuleOperator.BitMask => "&"u8,
        RuleOperator.BitTest => "&="u8,
        _ => "="u8,
    };
}
