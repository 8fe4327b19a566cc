using Auspex.Rules.Plan;

namespace Auspex.Kernel.Apply;

/// <summary>Brings the kernel from what it holds to what is wanted: all of it or nothing.</summary>
/// <remarks>
/// It keeps no state of its own, so that it may be killed at any moment: the next run plans from what it finds. Settings that cannot be
/// taken back come last, when the listing has shown that the rules are right. Another program that changes rules meanwhile is noticed
/// by that listing; what was found at the start is put back then. One thread.
/// </remarks>
internal sealed partial class RuleApplier
{
    private readonly IAuditControl control;

    /// <summary>An applier for the kernel behind <paramref name="control"/>.</summary>
    public RuleApplier(IAuditControl control) => this.control = control;

    /// <summary>Does it.</summary>
    /// <param name="wanted">What is wanted, without errors.</param>
    /// <exception cref="KernelException">The kernel did not even tell what it holds; nothing was changed.</exception>
    public ApplyOutcome Apply(WantedRules wanted)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        if (wanted.Errors.Count > 0) throw new ArgumentException("what is wanted has errors", nameof(wanted));
        var before = LoadedReader.Read(control);
        var plan = RulePlan.Make(before, wanted);
        if (plan.IsEmpty) return new ApplyOutcome(ApplyResult.Unchanged, plan, null, []);
        if (before.IsLocked) return new ApplyOutcome(ApplyResult.Locked, plan, null, []);

        var refusal = Try(plan) ?? Verify(plan, wanted) ?? TryForGood(plan);
        if (refusal is null) return new ApplyOutcome(ApplyResult.Applied, plan, null, []);
        var unrestored = PutBack(before);
        return new ApplyOutcome(
            unrestored.Count == 0 ? ApplyResult.PutBack : ApplyResult.Broken, plan, refusal, unrestored);
    }

    private ApplyRefusal? Try(RulePlan plan)
    {
        // A setting for bursts belongs before the rules that make them; whether there are events at all, behind.
        var soon = plan.Settings.Where(s => !s.IsForGood && s.Setting != RuleSetting.Enabled);
        var late = plan.Settings.Where(s => !s.IsForGood && s.Setting == RuleSetting.Enabled);
        return TryMoves(plan) ?? TrySettings(soon) ?? TryRules(plan.Operations) ?? TrySettings(late);
    }

    private ApplyRefusal? TryForGood(RulePlan plan) => TrySettings(plan.Settings.Where(s => s.IsForGood));

    /// <summary>
    /// Asks for a twin of each rule that must leave and come back, while the rule itself still stands: what the kernel took when a path
    /// existed it may refuse now, and then it could not be put back either.
    /// </summary>
    private ApplyRefusal? TryMoves(RulePlan plan)
    {
        foreach (var operation in plan.Operations)
        {
            if (operation.Kind == RuleOperationKind.Delete || !operation.IsMove || !RuleTrial.IsNeeded(operation.Rule)) continue;
            var twin = RuleTrial.Of(operation.Rule);
            var refusal = Guard(operation, () => control.AddRule(twin)) ?? Guard(operation, () => control.DeleteRule(twin));
            if (refusal is not null) return refusal;
        }

        return null;
    }

    private ApplyRefusal? TryRules(IEnumerable<RuleOperation> operations)
    {
        foreach (var operation in operations)
        {
            if (Guard(operation, () => Send(operation)) is { } refusal) return refusal;
        }

        return null;
    }

    private ApplyRefusal? TrySettings(IEnumerable<SettingChange> changes)
    {
        foreach (var change in changes)
        {
            try
            {
                Set(change.Setting, change.To);
            }
            catch (KernelException e)
            {
                return new ApplyRefusal(e.Operation, null, change.Place, e.Errno, RefusalReasons.Of(e.Errno, null));
            }
        }

        return null;
    }

    private static ApplyRefusal? Guard(RuleOperation operation, Action request)
    {
        try
        {
            request();
            return null;
        }
        catch (KernelException e)
        {
            return new ApplyRefusal(
                e.Operation, operation.Rule, operation.Place, e.Errno, RefusalReasons.Of(e.Errno, operation.Rule));
        }
    }

    private void Send(RuleOperation operation)
    {
        if (operation.Kind == RuleOperationKind.Delete) control.DeleteRule(operation.Rule);
        else control.AddRule(operation.Rule);
    }

    private void Set(RuleSetting setting, uint value)
    {
        switch (setting)
        {
            case RuleSetting.Enabled:
                control.SetEnabled((EnabledState)value);
                break;
            case RuleSetting.Failure:
                control.SetFailure((FailureMode)value);
                break;
            case RuleSetting.RateLimit:
                control.SetRateLimit(value);
                break;
            case RuleSetting.BacklogLimit:
                control.SetBacklogLimit(value);
                break;
            case RuleSetting.BacklogWaitTime:
                control.SetBacklogWaitTime(value);
                break;
            default:
                control.SetFeatures(
                    FeatureFlags.LoginUidImmutable,
                    new AuditFeatures(FeatureFlags.LoginUidImmutable, FeatureFlags.LoginUidImmutable));
                break;
        }
    }
}
