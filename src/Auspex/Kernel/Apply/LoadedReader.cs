using Auspex.Rules.Plan;

namespace Auspex.Kernel.Apply;

/// <summary>Asks the kernel what it holds; changes nothing.</summary>
internal static class LoadedReader
{
    private const int WaitTimeWords = 10; // words of a status that has the wait time

    /// <summary>The rules and settings of the kernel behind <paramref name="control"/>.</summary>
    /// <exception cref="KernelException">It does not tell.</exception>
    public static LoadedRules Read(IAuditControl control)
    {
        ArgumentNullException.ThrowIfNull(control);
        var status = control.GetStatus();
        var settings = new Dictionary<RuleSetting, uint>
        {
            [RuleSetting.Enabled] = (uint)status.Enabled,
            [RuleSetting.Failure] = (uint)status.Failure,
            [RuleSetting.RateLimit] = status.RateLimit,
            [RuleSetting.BacklogLimit] = status.BacklogLimit,
            [RuleSetting.LoginUidImmutable] = IsLoginUidImmutable(control.GetFeatures()) ? 1u : 0u,
        };
        if (status.WordCount >= WaitTimeWords) settings[RuleSetting.BacklogWaitTime] = status.BacklogWaitTime;
        return new LoadedRules(control.ListRules(), settings);
    }

    /// <summary>True when the feature is on and can no longer change, which is what auditctl sets.</summary>
    private static bool IsLoginUidImmutable(AuditFeatures features) =>
        (features.On & features.Locked).HasFlag(FeatureFlags.LoginUidImmutable);
}
