namespace Auspex.Rules;

/// <summary>What is to be done with a rule.</summary>
internal enum RuleVerb
{
    /// <summary><c>-a</c>, <c>-w</c>: to the end of its list.</summary>
    Append,

    /// <summary><c>-A</c>: to the front of its list.</summary>
    Prepend,

    /// <summary><c>-d</c>, <c>-W</c>: away with it.</summary>
    Delete,
}
