using Auspex.Kernel.Apply;
using Auspex.Outputs;
using Auspex.Rules;
using Auspex.Rules.Plan;
using Auspex.Text;

namespace Auspex.Tool.Applets.Planning;

/// <summary>Writes plans for programs: one JSON object. Its form is in docs/rules-plan.md.</summary>
internal sealed class PlanJson
{
    private readonly RuleListing listing;
    private readonly ByteBuffer rule = new();
    private readonly JsonWriter json;

    internal PlanJson(ByteBuffer output, RuleListing listing)
    {
        this.listing = listing;
        json = new JsonWriter(output);
    }

    /// <summary>The whole object, with its line end.</summary>
    internal void Append(string result, RulePlan plan, bool isLocked, ApplyRefusal? refusal, IReadOnlyList<ApplyRefusal> unrestored)
    {
        json.Begin();
        json.Text("result"u8, result);
        json.Truth("same"u8, plan.IsEmpty);
        json.Truth("locked"u8, isLocked);
        json.Number("kept"u8, plan.Kept);
        AppendSettings(plan);
        AppendOperations(plan);
        if (refusal is not null)
        {
            json.Object("refusal"u8);
            AppendRefusal(refusal);
            json.Close();
        }

        if (unrestored.Count > 0)
        {
            json.List("unrestored"u8);
            foreach (var one in unrestored)
            {
                json.Item();
                AppendRefusal(one);
                json.Close();
            }

            json.Close();
        }

        json.EndLine();
    }

    private void AppendSettings(RulePlan plan)
    {
        json.List("settings"u8);
        foreach (var change in plan.Settings)
        {
            json.Item();
            json.Text("name"u8, PlanText.NameOf(change.Setting));
            json.Number("from"u8, change.From);
            json.Number("to"u8, change.To);
            AppendPlace(change.Place);
            json.Close();
        }

        json.Close();
    }

    private void AppendOperations(RulePlan plan)
    {
        json.List("operations"u8);
        foreach (var operation in plan.Operations)
        {
            json.Item();
            json.Text("kind"u8, operation.Kind switch
            {
                RuleOperationKind.Delete => "delete"u8,
                RuleOperationKind.Append => "append"u8,
                _ => "prepend"u8,
            });
            json.Truth("move"u8, operation.IsMove);
            AppendRule(operation.Rule);
            if (operation.Place is { } place) AppendPlace(place);
            json.Close();
        }

        json.Close();
    }

    private void AppendRefusal(ApplyRefusal refusal)
    {
        json.Text("operation"u8, refusal.Operation);
        json.Number("errno"u8, refusal.Errno);
        json.Text("reason"u8, refusal.Reason);
        if (refusal.Rule is not null) AppendRule(refusal.Rule);
        if (refusal.Place is { } place) AppendPlace(place);
    }

    private void AppendRule(RuleWire wire)
    {
        rule.Clear();
        listing.Append(wire, rule);
        json.Text("rule"u8, rule.Written);
    }

    private void AppendPlace(SourcePlace place)
    {
        json.Text("file"u8, place.File);
        json.Number("line"u8, place.Line);
        json.Number("column"u8, place.Column);
    }
}
