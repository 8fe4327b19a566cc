using Auspex.Tables;

namespace Auspex.Rules.Lint.Checks;

/// <summary>Rules that are never reached: of those that match, the first decides.</summary>
/// <remarks>Rules are compared by pairs, so only as many as <see cref="MaxRules"/>.</remarks>
internal static class CoverCheck
{
    /// <summary>The rules that are compared with each other: far more than a machine can bear.</summary>
    public const int MaxRules = 4000;

    private const int MaxNamed = 8;

    public static void Run(LintSet set)
    {
        if (set.Rules.Count > MaxRules)
            set.Report(LintCode.TooManyRules, set.Rules[MaxRules].Place, $"the first {MaxRules} rules are compared with each other, these are {set.Rules.Count}");
        var count = Math.Min(set.Rules.Count, MaxRules);
        for (var i = 1; i < count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (Compare(set, set.Rules[j], set.Rules[i])) break;
            }
        }
    }

    /// <summary>True when something was found, so that one finding a rule is enough.</summary>
    private static bool Compare(LintSet set, LintedRule first, LintedRule second)
    {
        if (first.Wire.List != second.Wire.List) return false;
        var isKilled = first.Wire.Action == RuleAction.Never && second.Wire.Action != RuleAction.Never;
        if (RuleCover.Covers(first, second))
        {
            if (isKilled) set.Report(LintCode.KilledByNever, second.Place, $"never reached: {first.Where} says never to all of it", "put it before that rule");
            else set.Report(LintCode.Shadowed, second.Place, $"never reached: {first.Where} takes all of it{(first.Wire.Action == RuleAction.Never ? "" : ", under its own key")}", "take it away, or put it before that rule");
            return true;
        }

        if (!isKilled || first.Wire.List != RuleList.Exit || !RuleCover.ImpliesAll(second.Wire, first.Wire)) return false;
        var lost = Common(first, second, set.Host.Machine);
        if (lost.Count == 0) return false;
        var more = lost.Count > MaxNamed ? $" and {lost.Count - MaxNamed} more" : "";
        set.Report(LintCode.KilledByNever, second.Place, $"{first.Where} says never to {string.Join(", ", lost.Take(MaxNamed))}{more}", "put it before that rule");
        return true;
    }

    private static List<string> Common(LintedRule first, LintedRule second, Machine native)
    {
        var names = new List<string>();
        var machine = second.Wire.Arch is { } arch ? Machines.FromArch((AuditArch)arch) : native;
        for (var number = 0; number < Syscalls.Limit(machine); number++)
        {
            if (first.Wire.HasSyscall(number) && second.Wire.HasSyscall(number) && Syscalls.TryGetName(machine, number, out var name))
                names.Add(System.Text.Encoding.UTF8.GetString(name));
        }

        return names;
    }
}
