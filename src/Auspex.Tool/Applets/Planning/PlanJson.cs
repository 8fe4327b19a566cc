using Auspex.Kernel.Apply;
using Auspex.Rules;
using Auspex.Rules.Plan;
using Auspex.Text;

namespace Auspex.Tool.Applets.Planning;

/// <summary>Writes plans for programs: one JSON object. Its form is in docs/rules-plan.md.</summary>
internal sealed class PlanJson
{
    private readonly ByteBuffer output;
    private readonly RuleListing listing;
    private readonly ByteBuffer rule = new();
    private readonly JsonWriter json;

    internal PlanJson(ByteBuffer output, RuleListing listing)
    {
        this.output = output;
        this.listing = listing;
        json = new JsonWriter(output);
    }

    /// <summary>The whole object, with its line end.</summary>
    internal void Append(string result, RulePlan plan, bool isLocked, ApplyRefusal? refusal, IReadOnlyList<ApplyRefusal> unrestored)
    {
        json.Begin('{').Text("result"u8, result).Truth("same"u8, plan.IsEmpty).Truth("locked"u8, isLocked).Number("kept"u8, plan.Kept);
        AppendSettings(plan);
        AppendOperations(plan);
        if (refusal is not null) AppendRefusal(refusal, "refusal"u8);
        if (unrestored.Count > 0)
        {
            json.Name("unrestored"u8).Begin('[');
            foreach (var one in unrestored) AppendRefusal(one, default);
            json.End(']');
        }

        json.End('}');
        output.Append((byte)'\n');
    }

    private void AppendSettings(RulePlan plan)
    {
        json.Name("settings"u8).Begin('[');
        foreach (var change in plan.Settings)
        {
            json.Begin('{').Text("name"u8, PlanText.NameOf(change.Setting)).Number("from"u8, change.From).Number("to"u8, change.To);
            AppendPlace(change.Place);
            json.End('}');
        }

        json.End(']');
    }

    private void AppendOperations(RulePlan plan)
    {
        json.Name("operations"u8).Begin('[');
        foreach (var operation in plan.Operations)
        {
            json.Begin('{').Text("kind"u8, operation.Kind switch
            {
                RuleOperationKind.Delete => "delete",
                RuleOperationKind.Append => "append",
                _ => "prepend",
            });
            json.Truth("move"u8, operation.IsMove);
            AppendRule(operation.Rule);
            if (operation.Place is { } place) AppendPlace(place);
            json.End('}');
        }

        json.End(']');
    }

    private void AppendRefusal(ApplyRefusal refusal, ReadOnlySpan<byte> name)
    {
        if (!name.IsEmpty) json.Name(name);
        json.Begin('{').Text("operation"u8, refusal.Operation).Number("errno"u8, refusal.Errno).Text("reason"u8, refusal.Reason);
        if (refusal.Rule is not null) AppendRule(refusal.Rule);
        if (refusal.Place is { } place) AppendPlace(place);
        json.End('}');
    }

    private void AppendRule(RuleWire wire)
    {
        rule.Clear();
        listing.Append(wire, rule);
        json.Text("rule"u8, rule.Written);
    }

    private void AppendPlace(SourcePlace place) =>
        json.Text("file"u8, place.File).Number("line"u8, place.Line).Number("column"u8, place.Column);
}
