namespace Auspex.Rules;

/// <summary>How bad a finding is.</summary>
internal enum RuleSeverity
{
    /// <summary>Worth knowing.</summary>
    Note = 0,

    /// <summary>The rule can be made, but may not mean what its writer meant.</summary>
    Warning = 1,

    /// <summary>There is no rule.</summary>
    Error = 2,
}
