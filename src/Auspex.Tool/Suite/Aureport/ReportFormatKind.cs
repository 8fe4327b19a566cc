namespace Auspex.Tool.Suite.Aureport;

/// <summary>How a report is written: <c>--format</c>.</summary>
internal enum ReportFormatKind
{
    /// <summary>As 4.2.2 prints it.</summary>
    Text,

    /// <summary>An object a line.</summary>
    Json,

    /// <summary>Headings and rows.</summary>
    Csv,
}
