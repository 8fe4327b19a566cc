using Auspex.Reports.Tallies;
using Auspex.Tables;
using Auspex.Text;

namespace Auspex.Reports;

/// <summary>Writes what a summary counted, the most frequent first.</summary>
public static class SummaryRows
{
    /// <summary>Adds all rows to <paramref name="output"/>.</summary>
    /// <returns>How many.</returns>
    public static int Append(SummaryTally tally, ReportQuery query, IReportFormat format, ByteBuffer output)
    {
        ArgumentNullException.ThrowIfNull(tally);
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(format);
        foreach (var index in tally.Numbers.ByHits())
        {
            var number = tally.Numbers.Number(index);
            var isNamed = query.IsInterpreted && query.Kind != ReportKind.Pid;
            var value = isNamed ? CellValue.OrMissing(RecordTypes.Name((RecordType)number)) : CellValue.Of(number);
            format.AppendSummaryRow(value, tally.Numbers.Hits(index), output);
        }

        foreach (var index in tally.Texts.ByHits())
            format.AppendSummaryRow(CellValue.Of(tally.Texts.Text(index)), tally.Texts.Hits(index), output);
        return tally.Numbers.Count + tally.Texts.Count;
    }
}
