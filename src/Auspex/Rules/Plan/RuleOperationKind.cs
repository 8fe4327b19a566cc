namespace Auspex.Rules.Plan;

/// <summary>What the kernel can do with a rule: it puts none in the middle.</summary>
internal enum RuleOperationKind
{
    /// <summary>Away with it.</summary>
    Delete,

    /// <summary>To the end of its list.</summary>
    Append,

    /// <summary>To the front of its list.</summary>
    Prepend,
}
