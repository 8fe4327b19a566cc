namespace Auspex.Records;

/// <summary>What mandatory access control said of an access.</summary>
internal enum Verdict
{
    /// <summary>The record does not say.</summary>
    None = 0,

    /// <summary>It was let through.</summary>
    Granted,

    /// <summary>It was not, or would not have been: see <c>permissive=</c>.</summary>
    Denied,
}
