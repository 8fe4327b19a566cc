using Auspex.Reports.Tallies;
using Auspex.Tables;
using Auspex.Text;

namespace Auspex.Reports;

/// <summary>Writes what a summary counted, the most frequent first.</summary>
internal static class SummaryRows
{
    private const int FlushBytes = 64 << 10;

    /// <summary>Adds all rows to <paramref name="output"/>.</summary>
    /// <param name="tally">What was counted.</param>
    /// <param name="query">The report.</param>
    /// <param name="format">How it is written.</param>
    /// <param name="output">Where to.</param>
    /// <param name="write">Writes the output out and clears it; asked now and then, so that it does not grow with the rows.</param>
    /// <returns>How many.</returns>
    public static int Append(SummaryTally tally, ReportQuery query, IReportFormat format, ByteBuffer output, Action? write = null)
    {
        ArgumentNullException.ThrowIfNull(tally);
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(format);
        ArgumentNullException.ThrowIfNull(output);
        foreach (var index in tally.Numbers.ByHits())
        {
            var number = tally.Numbers.Number(index);
            var isNamed = query.IsInterpreted && query.Kind != ReportKind.Pid;
            var value = isNamed ? CellValue.OrMissing(RecordTypes.Name((RecordType)number)) : CellValue.Of(number);
            format.AppendSummaryRow(value, tally.Numbers.Hits(index), output);
            if (output.Length >= FlushBytes) write?.Invoke();
        }

        foreach (var index in tally.Texts.ByHits())
        {
            format.AppendSummaryRow(CellValue.Of(tally.Texts.Text(index)), tally.Texts.Hits(index), output);
            if (output.Length >= FlushBytes) write?.Invoke();
        }

        return tally.Numbers.Count + tally.Texts.Count;
    }
}
