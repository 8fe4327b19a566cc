namespace Auspex.Rules;

/// <summary>A rule as a person wrote it: its parts in their order, each with its place.</summary>
/// <remarks>Complete and valid by the rules of the text; whether the kernel takes it, only the kernel says.</remarks>
internal sealed class Rule
{
    private readonly uint[] mask;

    /// <summary>
    /// A rule; <paramref name="mask"/> holds bit n for system call n and counts only with <see
    /// cref="NamesSyscalls"/>.
    /// </summary>
    internal Rule(RuleVerb verb, RuleList list, RuleAction action, SourcePlace place, uint[] mask)
    {
        this.mask = mask;
        Verb = verb;
        List = list;
        Action = action;
        Place = place;
    }

    /// <summary>What is to be done with it.</summary>
    public RuleVerb Verb { get; }

    /// <summary>The list.</summary>
    public RuleList List { get; }

    /// <summary>What the rule does.</summary>
    public RuleAction Action { get; }

    /// <summary>The whole rule.</summary>
    public SourcePlace Place { get; }

    /// <summary>True when it was written with <c>-w</c> or <c>-W</c>.</summary>
    public bool IsWatch { get; init; }

    /// <summary>True when the mask comes from <c>-S</c>, or from the permissions of an architecture.</summary>
    public bool NamesSyscalls { get; init; }

    /// <summary>The conditions in their order, without the keys.</summary>
    public required IReadOnlyList<RuleTerm> Terms { get; init; }

    /// <summary>The keys in their order.</summary>
    public required IReadOnlyList<RuleWord> Keys { get; init; }

    /// <summary>The words given to <c>-S</c>, split at their commas.</summary>
    public required IReadOnlyList<RuleWord> Syscalls { get; init; }

    /// <summary>The rule for the kernel.</summary>
    public RuleWire ToWire()
    {
        var builder = new RuleBuilder(List, Action);
        if (Verb == RuleVerb.Prepend) builder.AtFront();
        if (NamesSyscalls) builder.WithMask(mask);
        foreach (var term in Terms)
        {
            if (RuleCondition.HasText(term.Field)) builder.Where(term.Field, term.Operator, term.Text.Span);
            else builder.Where(term.Field, term.Operator, term.Value);
        }

        foreach (var key in Keys) builder.WithKey(key.Span);
        return builder.Build();
    }
}
