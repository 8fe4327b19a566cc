namespace Auspex.Reports.Cost;

/// <summary>What would become of a recorded event under other rules.</summary>
internal enum Fate
{
    /// <summary>It would be recorded.</summary>
    Kept = 0,

    /// <summary>It would not be recorded.</summary>
    Gone,

    /// <summary>The log does not tell enough: a rule asks for something that is not recorded.</summary>
    Uncertain,
}
