namespace Auspex.Rules.Lint;

/// <summary>How a set of rules is looked at.</summary>
internal sealed record LintOptions
{
    /// <summary>
    /// True when the files become one by augenrules: settings move to the front or the end, and the last of each
    /// counts. False (default): they are loaded as they are, one after the other.
    /// </summary>
    public bool IsMerged { get; init; }

    /// <summary>True when more files belong to the set than are given: what only a whole set needs is not missed.</summary>
    public bool IsPart { get; init; }

    /// <summary>True when the rules are for another machine: accounts that this one does not have are no errors.</summary>
    public bool IsOffline { get; init; }
}
