namespace Auspex.Rules.Lint.Checks;

/// <summary>Accounts that this machine does not have, where the rules are for another.</summary>
internal static class AccountCheck
{
    public static void Run(LintSet set)
    {
        foreach (var term in set.Rules.SelectMany(r => r.Rule.Terms).Where(t => OfflineHost.IsUnknown(t.Value) && IsAccount(t.Field)))
        {
            set.Findings.Add(new LintFinding(
                RuleSeverity.Note, LintCode.UnknownAccount, term.Place, $"{set.Written(term.Place)} is no account of this machine",
                "it must be one where the rules are loaded"));
        }
    }

    private static bool IsAccount(RuleField field) =>
        field is (>= RuleField.Uid and <= RuleField.Auid) or RuleField.ObjUid or RuleField.ObjGid;
}
