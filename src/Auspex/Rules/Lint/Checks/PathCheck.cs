using System.Text;

namespace Auspex.Rules.Lint.Checks;

/// <summary>Paths in rules against the files of the machine.</summary>
/// <remarks>
/// What the kernel does was tried on linux 6.18: a rule with <c>dir=</c> of a missing directory, or with a path whose directory is
/// missing, is refused with ENOENT.
/// </remarks>
internal static class PathCheck
{
    private const int MaxNamed = 4;

    public static void Run(LintSet set, IFileFacts facts)
    {
        foreach (var rule in set.Rules)
        {
            foreach (var term in rule.Rule.Terms.Where(t => t.Field is RuleField.Path or RuleField.Dir or RuleField.Exe))
            {
                if (term.Text.Span is [(byte)'/', ..]) Check(set, facts, term);
            }
        }
    }

    private static void Check(LintSet set, IFileFacts facts, RuleTerm term)
    {
        var kind = facts.Find(term.Text.Span);
        var path = Encoding.UTF8.GetString(term.Text.Span);
        switch (term.Field, kind)
        {
            case (_, PathKind.MissingWithDirectory):
            case (RuleField.Dir, PathKind.Missing):
                set.Report(LintCode.DirectoryMissing, term.Place, $"{(term.Field == RuleField.Dir ? path : ParentOf(path))} does not exist here, so the kernel refuses the rule", "leave the rule out on this machine");
                return;
            case (_, PathKind.Missing):
                set.Report(LintCode.PathMissing, term.Place, $"{path} does not exist here", "check the name, or leave the rule out on this machine");
                return;
            case (RuleField.Path, PathKind.Directory) when facts.MountPoints.Contains(path, StringComparer.Ordinal) && path != "/":
                set.Report(LintCode.PathIsMount, term.Place, $"{path} is a mount point, and path= watches the directory beneath the mount", $"-F dir={path}");
                return;
            case (RuleField.Path, PathKind.Directory):
                set.Report(LintCode.PathIsDirectory, term.Place, $"{path} is a directory, and path= watches the names in it, but nothing deeper", $"-F dir={path} watches all below");
                return;
            case (RuleField.Dir, PathKind.Directory):
                CheckMounts(set, facts, term, path);
                return;
        }
    }

    private static void CheckMounts(LintSet set, IFileFacts facts, RuleTerm term, string path)
    {
        var start = path.EndsWith('/') ? path : path + "/";
        var below = facts.MountPoints.Where(m => m.StartsWith(start, StringComparison.Ordinal) && m.Length > start.Length)
            .Distinct(StringComparer.Ordinal).ToList();
        if (below.Count == 0) return;
        var more = below.Count > MaxNamed ? $" and {below.Count - MaxNamed} more" : "";
        set.Report(LintCode.MountBelow, term.Place, $"mounted below {path}: {string.Join(", ", below.Take(MaxNamed))}{more}; what is mounted after the rules are loaded is not watched", "load the rules after mounting, or -q MOUNT,SUBTREE");
    }

    private static string ParentOf(string path) => path[..Math.Max(path.TrimEnd('/').LastIndexOf('/'), 1)];
}
