using System.Text;

namespace Auspex.Rules.Lint.Checks;

/// <summary>A list of privileged programs in the rules against those on disk: what came later is not on it.</summary>
/// <remarks>Only where the rules hold such a list, and only for programs that no rule for every execution covers.</remarks>
internal static class PrivilegedCheck
{
    private const uint Execute = 1;
    private const int ListedPrograms = 3; // rules for su and sudo alone are no list

    public static void Run(LintSet set, IFileFacts facts)
    {
        var watched = new Dictionary<string, SourcePlace>(StringComparer.Ordinal);
        var folders = new List<string>();
        foreach (var rule in set.Rules.Where(r => r.Wire is { List: RuleList.Exit, Action: RuleAction.Always }))
        {
            if (TakesEveryExecution(rule)) return;
            if (rule.Term(RuleField.Perm) is { } perm && (perm.Value & Execute) == 0) continue;
            if (rule.Term(RuleField.Path) is { } path) watched[Text(path)] = path.Place;
            if (rule.Term(RuleField.Exe) is { } exe) watched[Text(exe)] = exe.Place;
            if (rule.Term(RuleField.Dir) is { } dir) folders.Add(Text(dir).TrimEnd('/') + "/");
        }

        // The search for such programs costs: only where the rules hold a list.
        var listed = watched.Where(w => facts.IsPrivileged(w.Key)).Select(w => w.Value).Take(ListedPrograms).ToList();
        if (listed.Count < ListedPrograms) return;
        if (!facts.KnowsAllPrograms)
            set.Report(LintCode.SearchCut, listed[^1], "not every file was looked at for programs that give privileges", "find / -xdev -perm /6000 -type f");
        foreach (var program in facts.PrivilegedPrograms)
        {
            if (watched.ContainsKey(program) || folders.Exists(f => program.StartsWith(f, StringComparison.Ordinal))) continue;
            set.Report(LintCode.PrivilegedUnwatched, listed[^1], $"{program} gives privileges and is not on the list", $"the same rule with -F path={program}");
        }
    }

    /// <summary>True when nothing but the width and the login user narrows the rule, and it takes execve.</summary>
    private static bool TakesEveryExecution(LintedRule rule) =>
        rule.Rule.Terms.All(t => t.Field is RuleField.Arch or RuleField.Auid)
        && rule.Rule.Syscalls.Any(s => s.Span.SequenceEqual("execve"u8) || s.Span.SequenceEqual("all"u8));

    private static string Text(RuleTerm term) => Encoding.UTF8.GetString(term.Text.Span);
}
