namespace Auspex.Reports;

/// <summary>Which of the records about things added and removed a report takes.</summary>
internal enum ReportChanges
{
    /// <summary>All.</summary>
    Any,

    /// <summary>No removals: <c>--add</c>.</summary>
    Added,

    /// <summary>No additions: <c>--delete</c>.</summary>
    Removed,
}
