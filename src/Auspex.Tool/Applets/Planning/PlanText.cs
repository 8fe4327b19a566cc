using System.Text;
using Auspex.Kernel.Apply;
using Auspex.Rules;
using Auspex.Rules.Plan;
using Auspex.Text;

namespace Auspex.Tool.Applets.Planning;

/// <summary>Writes plans for people, like a diff: what goes begins with <c>-</c>, what comes with <c>+</c>.</summary>
internal sealed class PlanText
{
    private readonly ByteBuffer output;
    private readonly RuleListing listing;
    private readonly ByteBuffer rule = new();

    internal PlanText(ByteBuffer output, RuleListing listing)
    {
        this.output = output;
        this.listing = listing;
    }

    /// <summary>The name of a setting, as auditctl -s shows it.</summary>
    internal static string NameOf(RuleSetting setting) => setting switch
    {
        RuleSetting.BacklogLimit => "backlog_limit",
        RuleSetting.BacklogWaitTime => "backlog_wait_time",
        RuleSetting.Failure => "failure",
        RuleSetting.RateLimit => "rate_limit",
        RuleSetting.LoginUidImmutable => "loginuid_immutable",
        _ => "enabled",
    };

    internal void Append(RulePlan plan, string from, string to)
    {
        if (plan.IsEmpty) return;
        Line($"--- {from}");
        Line($"+++ {to}");
        foreach (var change in plan.Settings)
        {
            Line($"- {NameOf(change.Setting)} {change.From}");
            Line($"+ {NameOf(change.Setting)} {change.To}  # {Of(change.Place)}{(change.IsForGood ? ", until the next boot" : "")}");
        }

        foreach (var operation in plan.Operations)
        {
            output.Append(operation.Kind == RuleOperationKind.Delete ? "- "u8 : "+ "u8);
            AppendRule(operation.Rule);
            Line(Remark(operation));
        }
    }

    internal void AppendSum(RulePlan plan)
    {
        var moved = plan.Operations.Count(o => o.IsMove) / 2;
        var deleted = plan.Operations.Count(o => o.Kind == RuleOperationKind.Delete) - moved;
        var added = plan.Operations.Count(o => o.Kind != RuleOperationKind.Delete) - moved;
        Line($"{plan.Operations.Count + plan.Settings.Count} requests: {added} rules added, {deleted} deleted, {moved} moved, "
            + $"{plan.Settings.Count} settings changed; {plan.Kept} rules stay");
    }

    /// <summary><c>file:line: what was refused, why, and the rule below it.</c></summary>
    internal void Append(ApplyRefusal refusal)
    {
        var place = refusal.Place is { } known ? $"{Of(known)}: " : "";
        var errno = refusal.Errno == 0 ? "" : $" (errno {refusal.Errno})";
        Line($"{place}cannot {refusal.Operation}: {refusal.Reason}{errno}");
        if (refusal.Rule is null) return;
        output.Append("    "u8);
        AppendRule(refusal.Rule);
        output.Append((byte)'\n');
    }

    internal void Line(string text)
    {
        output.Append(Encoding.UTF8.GetBytes(MessageText.Of(text)));
        output.Append((byte)'\n');
    }

    internal static string Of(SourcePlace place) => $"{place.File}:{place.Line}";

    /// <summary>Keys and paths come from whoever wrote the rules, or loaded them.</summary>
    private void AppendRule(RuleWire wire)
    {
        rule.Clear();
        listing.Append(wire, rule);
        MessageText.Append(rule.Written, output);
    }

    private static string Remark(RuleOperation operation)
    {
        if (operation.Kind == RuleOperationKind.Delete) return operation.IsMove ? "  # moves" : "";
        var end = operation.Kind == RuleOperationKind.Prepend ? ", to the front" : "";
        return $"  # {Of(operation.Place ?? default)}{end}{(operation.IsMove ? ", moved" : "")}";
    }
}
