using Auspex.Tables;

namespace Auspex.Rules.Commands;

/// <summary>
/// A rule under construction: takes the options of one command in their order, and says what is wrong with each.
/// </summary>
/// <remarks>Every step returns false after an error, which ends the command. Source: spec 5.3 to 5.6.</remarks>
internal sealed partial class RuleDraft
{
    private const int MaxTerms = RuleWire.MaxConditions - 1;

    private readonly IRuleHost host;
    private readonly StepList steps;
    private readonly SourcePlace place;
    private readonly List<RuleTerm> terms = [];
    private readonly List<RuleWord> keys = [];
    private readonly List<RuleWord> syscalls = [];
    private readonly uint[] mask = new uint[RuleWire.MaskWords];

    private bool hasList;
    private RuleVerb verb;
    private RuleList list;
    private RuleAction action;
    private bool isWatch;
    private bool hasSyscalls;
    private bool hasPermission;
    private bool hasExe;
    private bool hasFilesystem;
    private Machine arch = Machine.Unknown;

    /// <summary>An empty rule.</summary>
    /// <param name="host">The machine it is for.</param>
    /// <param name="steps">Takes findings, and at the end the rule.</param>
    /// <param name="place">The whole command.</param>
    public RuleDraft(IRuleHost host, StepList steps, SourcePlace place)
    {
        this.host = host;
        this.steps = steps;
        this.place = place;
    }

    /// <summary>What ended the command without an error: the action <c>possible</c>.</summary>
    public bool IsDropped { get; private set; }

    /// <summary><c>-a</c>, <c>-A</c>, <c>-d</c>: list and action in either order.</summary>
    public bool SetList(RuleVerb wanted, RuleWord word)
    {
        if (hasSyscalls && word.Span.IndexOf("task"u8) >= 0 && wanted == RuleVerb.Append)
        {
            return steps.Fail(
                RuleFault.NoSyscallsOnList,
                word.Place,
                "Syscall auditing requested for task list",
                "take -S away");
        }

        if (hasList && !isWatch)
        {
            var end = wanted == RuleVerb.Append ? "\n" : ""; // auditctl's own spare line
            return steps.Fail(
                RuleFault.SecondRule,
                word.Place,
                "Multiple rule insert/delete operations are not allowed" + end,
                "one rule a line");
        }

        if (TryReadListAndAction(word.Span, out var isPossible) && !isWatch)
        {
            (verb, hasList) = (wanted, true);
            return true;
        }

        if (isPossible && !isWatch)
        {
            steps.Warn(
                RuleFault.PossibleAction,
                word.Place,
                $"{VerbName(wanted)} rule - possible is deprecated",
                "use always");
            IsDropped = true;
            return false;
        }

        return steps.Fail(
            RuleFault.BadKeyword,
            word.Place,
            $"{VerbName(wanted)} rule - bad keyword {word}",
            NameAdvice.OfListAndAction(word) is { Length: > 0 } advice
                ? advice : "always or never; task, exit, user, exclude, filesystem or io_uring; a comma between");
    }

    /// <summary>Ends the rule: the keys come last, and the rule becomes a step.</summary>
    public bool Finish()
    {
        if (hasSyscalls && !hasList)
            return steps.Fail(RuleFault.NoList, place, "Error - no list specified", "begin with -a always,exit");
        if (keys.Count > 0 && !CheckKeys()) return false;
        if (!hasList) return true;
        var rule = new Rule(verb, list, action, place, mask)
        {
            IsWatch = isWatch,
            NamesSyscalls = hasSyscalls && !isWatch,
            Terms = [.. terms],
            Keys = [.. keys],
            Syscalls = [.. syscalls],
        };
        var kind = verb == RuleVerb.Delete ? CommandKind.DeleteRule : CommandKind.AddRule;
        return steps.Add(new CommandStep(kind, place) { Rule = rule });
    }

    private static string VerbName(RuleVerb verb) => verb switch
    {
        RuleVerb.Append => "Append",
        RuleVerb.Prepend => "Add",
        _ => "Delete",
    };

    private static bool TryReadAction(ReadOnlySpan<byte> text, out RuleAction found)
    {
        found = text.SequenceEqual("always"u8) ? RuleAction.Always : RuleAction.Never;
        return found == RuleAction.Always || text.SequenceEqual("never"u8);
    }

    private bool TryReadListAndAction(ReadOnlySpan<byte> text, out bool isPossible)
    {
        isPossible = false;
        var comma = text.IndexOf((byte)',');
        if (comma < 0 || text[(comma + 1)..].Contains((byte)',')) return false;
        var first = text[..comma];
        var second = text[(comma + 1)..];
        if (RuleLists.Table.TryGetValue(first, out var number))
        {
            list = (RuleList)number;
            isPossible = second.SequenceEqual("possible"u8);
            return TryReadAction(second, out action);
        }

        if (!TryReadAction(first, out action) || !RuleLists.Table.TryGetValue(second, out number)) return false;
        list = (RuleList)number;
        return true;
    }
}
