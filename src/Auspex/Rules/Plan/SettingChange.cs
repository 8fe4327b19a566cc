namespace Auspex.Rules.Plan;

/// <summary>A setting that is to change.</summary>
/// <param name="Setting">Which.</param>
/// <param name="From">What it is.</param>
/// <param name="To">What it is to be.</param>
/// <param name="Place">Where that is written.</param>
internal sealed record SettingChange(RuleSetting Setting, uint From, uint To, SourcePlace Place)
{
    /// <summary>True when the change cannot be taken back before the next boot.</summary>
    public bool IsForGood => Setting == RuleSetting.LoginUidImmutable || (Setting == RuleSetting.Enabled && To == 2);
}
