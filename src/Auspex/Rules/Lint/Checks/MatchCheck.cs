namespace Auspex.Rules.Lint.Checks;

/// <summary>Rules that no call can match, and conditions that do not ask what they seem to ask.</summary>
/// <remarks>
/// Conditions are looked at by pairs, and only on fields of which a call has one value: its files are several, and <c>gid=</c> and
/// <c>egid=</c> also look at the further groups. Source: linux 6.18, kernel/auditsc.c, audit_filter_rules.
/// </remarks>
internal static class MatchCheck
{
    private const uint FirstError = unchecked((uint)-4095); // MAX_ERRNO
    private const uint LastErrno = 133;

    public static void Run(LintSet set)
    {
        foreach (var rule in set.Rules)
        {
            if (rule.Wire.List is RuleList.Exit or RuleList.IoUring && rule.Calls.IndexOfAnyExcept(0u) < 0)
                set.Report(LintCode.NeverMatches, rule.Place, "no system call is named: the rule never matches", "name calls behind -S");
            else CheckPairs(set, rule);
            foreach (var term in rule.Rule.Terms) CheckTerm(set, rule, term);
        }
    }

    private static void CheckPairs(LintSet set, LintedRule rule)
    {
        var terms = rule.Rule.Terms;
        for (var i = 0; i < terms.Count; i++)
        {
            if (IsNever(terms[i]))
            {
                set.Report(LintCode.NeverMatches, terms[i].Place, $"{Say(set, terms[i])} never holds: the kernel compares without signs", "name the value, or take the rule away");
                return;
            }

            for (var j = 0; j < i; j++)
            {
                if (!AreApart(terms[j], terms[i])) continue;
                set.Report(
                    LintCode.NeverMatches, terms[i].Place, $"{Say(set, terms[j])} and {Say(set, terms[i])} never hold together: the rule never matches",
                    "a rule for each, or take one away");
                return;
            }
        }
    }

    private static void CheckTerm(LintSet set, LintedRule rule, RuleTerm term)
    {
        if (term.Field == RuleField.Exit && term.Value is > 0 and <= LastErrno && set.Written(term.Place) is [(>= 'A' and <= 'Z') or (>= 'a' and <= 'z'), ..] name)
            set.Report(LintCode.PositiveError, term.Place, $"exit={name} is +{term.Value}, and a call that fails returns -{term.Value}", $"-F exit=-{name}");
        if (!IsFloor(term, out var least) || least == 0 || term.Field is not (RuleField.Auid or RuleField.SessionId)) return;
        var unset = rule.Rule.Terms.FirstOrDefault(t => t.Field == term.Field && t is { Operator: RuleOperator.Equal, Value: uint.MaxValue });
        if (unset is null) return;
        set.Report(
            LintCode.SaysNothing, term.Place, $"{Say(set, term)} says nothing beside {Say(set, unset)}: unset is 4294967295, above all others",
            $"{Name(term.Field)}!=unset where people are meant");
    }

    /// <summary>True for what no number fulfils.</summary>
    private static bool IsNever(RuleTerm term) => IsSingle(term.Field) && term switch
    {
        { Operator: RuleOperator.LessThan, Value: 0 } => true,
        { Operator: RuleOperator.GreaterThan, Value: uint.MaxValue } => true,
        { Operator: RuleOperator.BitMask, Value: 0 } => true,
        _ => false,
    };

    /// <summary>True where no value fulfils both.</summary>
    private static bool AreApart(RuleTerm a, RuleTerm b)
    {
        if (a.Field == RuleField.Success && b.Field == RuleField.Exit) return IsApartFromResult(a, b);
        if (b.Field == RuleField.Success && a.Field == RuleField.Exit) return IsApartFromResult(b, a);
        if (a.Field != b.Field) return false;
        if (a.Field == RuleField.Success) return Wants(a) is { } first && Wants(b) is { } second && first != second;
        if (a.Field == RuleField.Exe) return AreApartTexts(a, b);
        if (!IsSingle(a.Field)) return false;
        if (a.Value != b.Value && (OfflineHost.IsUnknown(a.Value) || OfflineHost.IsUnknown(b.Value))) return false;
        if (a.Operator == RuleOperator.Equal) return !RuleCover.Holds(a.Value, b.Operator, b.Value);
        if (b.Operator == RuleOperator.Equal) return !RuleCover.Holds(b.Value, a.Operator, a.Value);
        return (IsFloor(a, out var least) && IsCeiling(b, out var most) && least > most)
            || (IsFloor(b, out least) && IsCeiling(a, out most) && least > most);
    }

    private static bool AreApartTexts(RuleTerm a, RuleTerm b)
    {
        var same = a.Text.Span.SequenceEqual(b.Text.Span);
        if (a.Operator == RuleOperator.Equal && b.Operator == RuleOperator.Equal) return !same;
        return same && a.Operator != b.Operator;
    }

    /// <summary>A call fails when it returns -4095 to -1.</summary>
    private static bool IsApartFromResult(RuleTerm success, RuleTerm exit)
    {
        if (Wants(success) is not { } succeeds) return false;
        var (least, most) = (0u, uint.MaxValue);
        if (exit.Operator == RuleOperator.Equal) (least, most) = (exit.Value, exit.Value);
        else if (!IsFloor(exit, out least) && !IsCeiling(exit, out most)) return false;
        return succeeds ? least >= FirstError : most < FirstError;
    }

    private static bool? Wants(RuleTerm success) => success.Operator switch
    {
        RuleOperator.Equal => success.Value != 0,
        RuleOperator.NotEqual => success.Value == 0,
        _ => null,
    };

    private static bool IsFloor(RuleTerm term, out uint least)
    {
        least = term.Operator == RuleOperator.GreaterThan && term.Value < uint.MaxValue ? term.Value + 1 : term.Value;
        if (term.Operator is RuleOperator.GreaterThan or RuleOperator.GreaterOrEqual) return true;
        least = 0;
        return false;
    }

    private static bool IsCeiling(RuleTerm term, out uint most)
    {
        most = term.Operator == RuleOperator.LessThan && term.Value > 0 ? term.Value - 1 : term.Value;
        if (term.Operator is RuleOperator.LessThan or RuleOperator.LessOrEqual) return true;
        most = uint.MaxValue;
        return false;
    }

    /// <summary>Fields of which a call has one value.</summary>
    private static bool IsSingle(RuleField field) => field is RuleField.Pid or RuleField.Ppid or (>= RuleField.Uid and <= RuleField.Fsuid)
        or RuleField.Sgid or RuleField.Fsgid or RuleField.Auid or RuleField.SessionId or RuleField.Pers or RuleField.Arch or RuleField.MsgType
        or RuleField.FsType or RuleField.Exit or RuleField.SaddrFam or (>= RuleField.A0 and <= RuleField.A3);

    private static string Say(LintSet set, RuleTerm term) =>
        $"{Name(term.Field)}{System.Text.Encoding.ASCII.GetString(RuleSigns.Of(term.Operator))}{set.Written(term.Place)}";

    private static string Name(RuleField field) =>
        Tables.RuleFieldNames.Table.TryGetName((uint)field, out var name) ? System.Text.Encoding.UTF8.GetString(name) : field.ToString();
}
