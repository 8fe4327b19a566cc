using Auspex.Kernel;
using Auspex.Kernel.Apply;
using Auspex.Rules;
using Auspex.Rules.Plan;
using Auspex.Text;

namespace Auspex.Tool.Applets.Planning;

/// <summary>One run of plan, diff or apply.</summary>
internal sealed class PlanSession
{
    private readonly IRuleHost host;
    private readonly IAuditControl? control;
    private readonly bool isJson;
    private readonly string source;
    private readonly RuleListing listing;
    private readonly PlanText text;
    private readonly PlanText errors;

    /// <summary>A run that has done nothing yet.</summary>
    /// <param name="host">What rules mean here.</param>
    /// <param name="control">The kernel; null where a listing stands for it.</param>
    /// <param name="paths">Where the wanted rules come from.</param>
    /// <param name="isJson">True for JSON instead of text.</param>
    internal PlanSession(IRuleHost host, IAuditControl? control, IReadOnlyList<string> paths, bool isJson)
    {
        this.host = host;
        this.control = control;
        this.isJson = isJson;
        source = paths.Count == 0 ? WantedFiles.Default : string.Join(' ', paths);
        listing = new RuleListing(host.Machine);
        text = new PlanText(Output, listing);
        errors = new PlanText(Errors, listing);
        Wanted = WantedFiles.Read(host, paths);
    }

    /// <summary>What goes to standard output.</summary>
    internal ByteBuffer Output { get; } = new();

    /// <summary>What goes to standard error.</summary>
    internal ByteBuffer Errors { get; } = new();

    /// <summary>What the files ask for.</summary>
    internal WantedRules Wanted { get; }

    /// <summary>Tells what is wrong with the files, and what was left out.</summary>
    /// <returns>False when they cannot be used.</returns>
    internal bool Check()
    {
        foreach (var error in Wanted.Errors) errors.Line(error.ToString());
        foreach (var note in Wanted.Notes) errors.Line($"{note.Place}: note: {note.Text}");
        return Wanted.Errors.Count == 0;
    }

    /// <summary>Shows what apply would do.</summary>
    internal int Plan(string? listingPath)
    {
        var (plan, isLocked) = Compare(listingPath);
        if (isJson)
        {
            new PlanJson(Output, listing).Append("plan", plan, isLocked, null, []);
            return 0;
        }

        if (isLocked && !plan.IsEmpty) text.Line("audit is locked: nothing of this can be done before the next boot");
        text.Append(plan, listingPath ?? "kernel", source);
        text.AppendSum(plan);
        return 0;
    }

    /// <summary>Tells whether the kernel holds what is wanted.</summary>
    internal int Diff(string? listingPath)
    {
        var (plan, isLocked) = Compare(listingPath);
        if (isJson)
        {
            new PlanJson(Output, listing).Append("diff", plan, isLocked, null, []);
        }
        else if (!plan.IsEmpty)
        {
            if (isLocked) text.Line("audit is locked: this changes at the next boot, when these files are loaded");
            text.Append(plan, listingPath ?? "kernel", source);
        }

        return plan.IsEmpty ? 0 : 1;
    }

    /// <summary>Loads what is wanted.</summary>
    internal int Apply()
    {
        var outcome = new RuleApplier(control!).Apply(Wanted);
        if (isJson)
        {
            var isLocked = outcome.Result == ApplyResult.Locked;
            new PlanJson(Output, listing).Append(WordOf(outcome.Result), outcome.Plan, isLocked, outcome.Refusal, outcome.Unrestored);
        }
        else
        {
            Tell(outcome);
        }

        return outcome.Result switch
        {
            ApplyResult.Unchanged or ApplyResult.Applied => 0,
            ApplyResult.PutBack => 1,
            ApplyResult.Locked => 3,
            _ => 4,
        };
    }

    private void Tell(ApplyOutcome outcome)
    {
        if (outcome.Refusal is not null) errors.Append(outcome.Refusal);
        switch (outcome.Result)
        {
            case ApplyResult.Unchanged:
                text.Line($"nothing to do: the kernel holds these {outcome.Plan.Kept} rules");
                break;
            case ApplyResult.Applied:
                text.Append(outcome.Plan, "kernel", source);
                text.AppendSum(outcome.Plan);
                break;
            case ApplyResult.Locked:
                text.Append(outcome.Plan, "kernel", source);
                errors.Line("audit is locked: nothing was changed; this comes at the next boot");
                break;
            case ApplyResult.PutBack:
                errors.Line("nothing was changed: everything has been put back");
                break;
            default:
                errors.Line("not everything could be put back:");
                foreach (var refusal in outcome.Unrestored) errors.Append(refusal);
                break;
        }
    }

    private static string WordOf(ApplyResult result) => result switch
    {
        ApplyResult.Unchanged => "unchanged",
        ApplyResult.Applied => "applied",
        ApplyResult.Locked => "locked",
        ApplyResult.PutBack => "put-back",
        _ => "broken",
    };

    private (RulePlan Plan, bool IsLocked) Compare(string? listingPath)
    {
        var loaded = listingPath is null ? LoadedReader.Read(control!) : WantedFiles.ReadListing(host, listingPath);
        return (RulePlan.Make(loaded, Wanted), loaded.IsLocked);
    }
}
