using Auspex.Reports.Tallies;
using Auspex.Text;

namespace Auspex.Reports;

/// <summary>How reports are written: text, JSON, CSV.</summary>
/// <remarks>One thread uses an instance. What it writes of a row depends on that row alone; numbers come later, by <see cref="RowNumbers"/>.</remarks>
internal interface IReportFormat
{
    /// <summary>True where the rows of detailed reports carry numbers.</summary>
    bool IsNumbered { get; }

    /// <summary>Adds what stands above everything, before logs are opened.</summary>
    void AppendTitle(ByteBuffer output);

    /// <summary>Adds one row of a detailed report, its line end included, without its number.</summary>
    void AppendRow(EventRow row, int index, ByteBuffer output);

    /// <summary>Adds one row of a summary: a value and how often it came.</summary>
    void AppendSummaryRow(CellValue value, long hits, ByteBuffer output);

    /// <summary>Adds the totals.</summary>
    void AppendTotals(TotalsTally totals, in TotalsTimes times, ByteBuffer output);

    /// <summary>Adds from when to when a log goes.</summary>
    void AppendLogRange(in LogFileRange range, ByteBuffer output);

    /// <summary>Adds what is said when a report has no row.</summary>
    void AppendNothing(ByteBuffer output);
}
