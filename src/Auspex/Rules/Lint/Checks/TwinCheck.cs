using System.Text;
using Auspex.Rules.Commands;
using Auspex.Tables;

namespace Auspex.Rules.Lint.Checks;

/// <summary>Rules for one width of programs without their twin for the other: the same call by a program of 32 bits is not seen.</summary>
/// <remarks>
/// Asked of <c>always</c> rules of the exit list that name <c>arch=</c>. A call is covered by any rule whose conditions, save
/// <c>arch=</c>, hold where those of the rule do. Calls that the other side does not have need no twin, nor does a rule for all
/// calls of 32 bits: that one looks for such programs.
/// </remarks>
internal static class TwinCheck
{
    private const int MaxNamed = 8;

    public static void Run(LintSet set)
    {
        var narrow = set.Host.Machine == Machine.Aarch64 ? Machine.Arm : RuleArch.Sibling(set.Host.Machine);
        if (narrow == Machine.Unknown) return;
        var rules = set.Rules.Where(r => r.Wire.List == RuleList.Exit).Take(CoverCheck.MaxRules).ToList();
        foreach (var rule in rules.Where(r => r.Wire.Action == RuleAction.Always))
        {
            var machine = rule.Wire.Arch is { } arch ? Machines.FromArch((AuditArch)arch) : Machine.Unknown;
            if (machine == set.Host.Machine) Check(set, rules, rule, machine, narrow, LintCode.No32BitTwin);
            else if (machine == narrow && !rule.TakesAllCalls) Check(set, rules, rule, machine, set.Host.Machine, LintCode.No64BitTwin);
        }
    }

    private static void Check(LintSet set, List<LintedRule> rules, LintedRule rule, Machine here, Machine there, LintCode code)
    {
        var others = rules.Where(r => Matches(r, rule, there)).ToList();
        var missing = rule.TakesAllCalls ? AllCalls(others) : Missing(others, rule, here, there);
        if (missing.Count == 0) return;
        var bits = code == LintCode.No32BitTwin ? "32" : "64";
        var more = missing.Count > MaxNamed ? $" and {missing.Count - MaxNamed} more" : "";
        var place = rule.Term(RuleField.Arch)?.Place ?? rule.Place;
        set.Report(code, place, $"programs of {bits} bits make {string.Join(", ", missing.Take(MaxNamed))}{more} unseen", $"the same rule with -F arch=b{bits}");
    }

    private static List<string> AllCalls(List<LintedRule> others) => others.Exists(o => o.TakesAllCalls) ? [] : ["all calls"];

    private static List<string> Missing(List<LintedRule> others, LintedRule rule, Machine here, Machine there)
    {
        var missing = new List<string>();
        var covered = new uint[RuleWire.MaskWords];
        foreach (var other in others)
        {
            for (var i = 0; i < covered.Length; i++) covered[i] |= other.Calls[i];
        }

        for (var number = 0; number < Syscalls.Limit(here); number++)
        {
            if (!rule.Wire.HasSyscall(number) || !Syscalls.TryGetName(here, number, out var name)) continue;
            if (!Syscalls.TryGetNumber(there, name, out var twin) || (covered[twin / 32] & (1u << (twin % 32))) != 0) continue;
            missing.Add(Encoding.UTF8.GetString(name));
        }

        return missing;
    }

    /// <summary>True when <paramref name="other"/> takes the calls of machine <paramref name="there"/> under conditions no narrower.</summary>
    private static bool Matches(LintedRule other, LintedRule rule, Machine there)
    {
        if (other.Wire.Arch is { } arch && Machines.FromArch((AuditArch)arch) != there) return false;
        for (var i = 0; i < other.Wire.ConditionCount; i++)
        {
            var condition = other.Wire.GetCondition(i);
            if (condition.Field is RuleField.Key || condition is { Field: RuleField.Arch, Operator: RuleOperator.Equal }) continue;
            if (!RuleCover.Implies(rule.Wire, condition)) return false;
        }

        return true;
    }
}
