using Auspex.Reports.Tallies;
using Auspex.Search;
using Auspex.Text;

namespace Auspex.Reports;

/// <summary>What one thread does with an event: makes its rows, or counts it.</summary>
internal sealed class ReportWork
{
    private readonly ReportRows? rows;
    private readonly IReportTally? tally;

    /// <summary>Makes rows.</summary>
    public ReportWork(ReportRows rows) => this.rows = rows;

    /// <summary>Counts.</summary>
    public ReportWork(IReportTally tally) => this.tally = tally;

    /// <summary>Does it.</summary>
    /// <param name="e">The event.</param>
    /// <param name="ordinal">Its number in the order of delivery.</param>
    /// <param name="output">Takes the rows.</param>
    /// <returns>How many rows there are.</returns>
    public int Do(LogEvent e, long ordinal, ByteBuffer output)
    {
        tally?.Add(e, ordinal);
        return rows?.Append(e, output) ?? 0;
    }
}
