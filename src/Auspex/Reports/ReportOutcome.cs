namespace Auspex.Reports;

/// <summary>Which events a report takes, by how they ended.</summary>
internal enum ReportOutcome
{
    /// <summary>All.</summary>
    Any,

    /// <summary>Those that failed: <c>--failed</c>.</summary>
    Failed,

    /// <summary>Those that succeeded: <c>--success</c>.</summary>
    Success,
}
