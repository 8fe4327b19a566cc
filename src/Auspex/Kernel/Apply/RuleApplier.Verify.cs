using Auspex.Rules.Plan;

namespace Auspex.Kernel.Apply;

internal sealed partial class RuleApplier
{
    /// <summary>How often putting back is tried: what another program adds meanwhile may need a second time.</summary>
    private const int MaxAttempts = 3;

    /// <summary>Asks the kernel what it holds now.</summary>
    /// <returns>Null when it is what is wanted, but for the settings that come last.</returns>
    private ApplyRefusal? Verify(RulePlan plan, WantedRules wanted)
    {
        const string operation = "have the rules that were sent";
        LoadedRules now;
        try
        {
            now = LoadedReader.Read(control);
        }
        catch (KernelException e)
        {
            return new ApplyRefusal(e.Operation, null, null, e.Errno, RefusalReasons.Of(e.Errno, null));
        }

        if (!RulePlan.IsSame(now.Rules, [.. wanted.Rules.Select(w => w.Wire)]))
        {
            var missing = wanted.Rules.FirstOrDefault(w => !now.Rules.Contains(w.Wire));
            return new ApplyRefusal(operation, missing?.Wire, missing?.Place, 0,
                "the kernel lists other rules than were sent: it reads one differently, or another program changes them");
        }

        var unset = plan.Settings.FirstOrDefault(s => !s.IsForGood && now.Settings[s.Setting] != s.To);
        return unset is null ? null : new ApplyRefusal(
            "keep a setting", null, unset.Place, 0, $"{unset.Setting} is {now.Settings[unset.Setting]} although {unset.To} was set");
    }

    /// <summary>Puts back what was found.</summary>
    /// <returns>What could not be; empty when the listing is as it was.</returns>
    private List<ApplyRefusal> PutBack(LoadedRules before)
    {
        var refusals = new List<ApplyRefusal>();
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            refusals.Clear();
            try
            {
                if (IsAsBefore(before, LoadedReader.Read(control))) return [];
                PutBackOnce(before, refusals);
                if (IsAsBefore(before, LoadedReader.Read(control))) return [];
            }
            catch (KernelException e)
            {
                refusals.Add(new ApplyRefusal(e.Operation, null, null, e.Errno, RefusalReasons.Of(e.Errno, null)));
            }
        }

        if (refusals.Count == 0)
            refusals.Add(new ApplyRefusal("put back the rules", null, null, 0, "another program changes them at the same time"));
        return refusals;
    }

    private void PutBackOnce(LoadedRules before, List<ApplyRefusal> refusals)
    {
        var now = LoadedReader.Read(control);
        foreach (var (setting, value) in before.Settings)
        {
            if (now.Settings[setting] == value) continue;
            if (setting == RuleSetting.LoginUidImmutable)
            {
                refusals.Add(new ApplyRefusal("put back a setting", null, null, 0, "login users stay immutable until the next boot"));
                continue;
            }

            var change = new SettingChange(setting, now.Settings[setting], value, default);
            if (TrySettings([change]) is { } refusal) refusals.Add(refusal with { Place = null });
        }

        var wanted = before.Rules.Select(r => new WantedRule(r, default)).ToList();
        foreach (var operation in RulePlan.Make(now.Rules, wanted).Operations)
        {
            if (Guard(operation with { Place = null }, () => Send(operation)) is { } refusal) refusals.Add(refusal);
        }
    }

    private static bool IsAsBefore(LoadedRules before, LoadedRules now) =>
        RulePlan.IsSame(now.Rules, before.Rules) && before.Settings.All(s => now.Settings[s.Key] == s.Value);
}
