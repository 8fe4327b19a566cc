namespace Auspex.Reports.Cost;

/// <summary>Whether a rule matches an event, as far as the event tells.</summary>
internal enum Verdict
{
    /// <summary>It does not.</summary>
    No = 0,

    /// <summary>It asks for something that is not recorded.</summary>
    Unknown,

    /// <summary>It does.</summary>
    Yes,
}
