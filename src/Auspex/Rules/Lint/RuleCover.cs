namespace Auspex.Rules.Lint;

/// <summary>Tells whether one rule takes everything that another takes.</summary>
/// <remarks>
/// Says yes only where it is certain: conditions are compared one by one, as the kernel compares them (unsigned), and not joined.
/// Source: linux 6.18, kernel/auditsc.c, audit_filter_rules.
/// </remarks>
internal static class RuleCover
{
    /// <summary>True when <paramref name="wide"/> matches wherever <paramref name="narrow"/> does.</summary>
    public static bool Covers(LintedRule wide, LintedRule narrow) =>
        wide.Wire.List == narrow.Wire.List && ImpliesAll(narrow.Wire, wide.Wire) && HasAllCalls(wide, narrow);

    /// <summary>True when the conditions of <paramref name="wide"/> hold wherever those of <paramref name="narrow"/> do.</summary>
    public static bool ImpliesAll(RuleWire narrow, RuleWire wide)
    {
        for (var i = 0; i < wide.ConditionCount; i++)
        {
            var condition = wide.GetCondition(i);
            if (condition.Field != RuleField.Key && !Implies(narrow, condition)) return false;
        }

        return true;
    }

    /// <summary>True when one of the rule's conditions makes <paramref name="wanted"/> hold.</summary>
    public static bool Implies(RuleWire rule, RuleCondition wanted)
    {
        for (var i = 0; i < rule.ConditionCount; i++)
        {
            var given = rule.GetCondition(i);
            if (given.Field == wanted.Field && Implies(given, wanted)) return true;
        }

        return false;
    }

    private static bool HasAllCalls(LintedRule wide, LintedRule narrow)
    {
        if (wide.TakesAllCalls) return true;
        if (narrow.TakesAllCalls) return false;
        for (var i = 0; i < RuleWire.MaskWords; i++)
        {
            if ((narrow.Calls[i] & ~wide.Calls[i]) != 0) return false;
        }

        return true;
    }

    private static bool Implies(RuleCondition given, RuleCondition wanted)
    {
        if (RuleCondition.HasText(given.Field))
            return given.Operator == wanted.Operator && given.Text.SequenceEqual(wanted.Text);
        if (given.Operator == wanted.Operator && given.Value == wanted.Value) return true;
        if (given.Field == RuleField.FieldCompare || OfflineHost.IsUnknown(given.Value) || OfflineHost.IsUnknown(wanted.Value)) return false;
        if (given.Field == RuleField.Perm) return (given.Value & ~wanted.Value) == 0;
        return given.Operator switch
        {
            RuleOperator.Equal => Holds(given.Value, wanted.Operator, wanted.Value),
            RuleOperator.GreaterOrEqual => HoldsFrom(given.Value, wanted),
            RuleOperator.GreaterThan when given.Value < uint.MaxValue => HoldsFrom(given.Value + 1, wanted),
            RuleOperator.LessOrEqual => HoldsUpTo(given.Value, wanted),
            RuleOperator.LessThan when given.Value > 0 => HoldsUpTo(given.Value - 1, wanted),
            _ => false,
        };
    }

    /// <summary>How the kernel compares a number with that of a condition: unsigned.</summary>
    public static bool Holds(uint value, RuleOperator comparison, uint wanted) => comparison switch
    {
        RuleOperator.Equal => value == wanted,
        RuleOperator.NotEqual => value != wanted,
        RuleOperator.GreaterThan => value > wanted,
        RuleOperator.GreaterOrEqual => value >= wanted,
        RuleOperator.LessThan => value < wanted,
        RuleOperator.LessOrEqual => value <= wanted,
        RuleOperator.BitMask => (value & wanted) != 0,
        RuleOperator.BitTest => (value & wanted) == wanted,
        _ => false,
    };

    private static bool HoldsFrom(uint least, RuleCondition wanted) => wanted.Operator switch
    {
        RuleOperator.NotEqual or RuleOperator.GreaterThan => wanted.Value < least,
        RuleOperator.GreaterOrEqual => wanted.Value <= least,
        _ => false,
    };

    private static bool HoldsUpTo(uint most, RuleCondition wanted) => wanted.Operator switch
    {
        RuleOperator.NotEqual or RuleOperator.LessThan => wanted.Value > most,
        RuleOperator.LessOrEqual => wanted.Value >= most,
        _ => false,
    };
}
