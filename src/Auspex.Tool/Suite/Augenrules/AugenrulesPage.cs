using Auspex.Tool.Suite.Common;

namespace Auspex.Tool.Suite.Augenrules;

/// <summary>What <c>augenrules</c> says of itself in its man page.</summary>
internal static class AugenrulesPage
{
    /// <summary>Made when it is asked for.</summary>
    internal static SuitePage Page => new()
    {
        Name = "augenrules",
        Summary = "merge the rule files of a directory and load them",
        Synopsis = "[--check|--load]",
        Description =
            """
            Makes one rule file of all files in rules.d whose names end in .rules, in the order of sort -V. Comments and empty lines are left
            out. The last -D, -b and -f of all files come first, the last -e comes last. What the file was before is kept beside it.

            Nothing is written when nothing changed, or when audit is locked.
            """,
        Options =
        [
            new(null, "check", OptionArgument.None, null, "say whether the file would change, and change nothing"),
            new(null, "load", OptionArgument.None, null, "load the file afterwards"),
        ],
        Examples = [("augenrules --check", "is there something to load?"), ("augenrules --load", "make the rules so")],
        ExitCodes = [(0, "done"), (1, "no directory, a file that cannot be read, wrong words, or rules that were not all loaded")],
        Files =
        [
            ("/etc/audit/rules.d/*.rules", "the parts"), ("/etc/audit/audit.rules", "the whole"),
            ("/etc/audit/audit.rules.prev", "the whole as it was before"),
        ],
        SeeAlso = ["auditctl(8)"],
    };
}
