using System.Buffers.Binary;
using Auspex.Interpretation;
using Auspex.Search;
using Auspex.Text;

namespace Auspex.Reports;

/// <summary>Makes the rows of a detailed report, event by event. Each thread has its own; <see cref="RowNumbers"/> puts them together.</summary>
internal sealed class ReportRows
{
    private readonly EventRow row;
    private readonly IReportFormat format;

    /// <summary>For one report.</summary>
    public ReportRows(ReportQuery query, IUserNames names, IReportFormat format)
    {
        ArgumentNullException.ThrowIfNull(format);
        row = new EventRow(query, names);
        this.format = format;
    }

    /// <summary>Adds the rows of an event to <paramref name="rows"/>, in the form that <see cref="RowNumbers"/> reads.</summary>
    /// <returns>How many.</returns>
    public int Append(LogEvent e, ByteBuffer rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var count = row.Read(e);
        for (var i = 0; i < count; i++)
        {
            var start = rows.Length;
            _ = rows.GetSpan(RowNumbers.LengthBytes);
            rows.Advance(RowNumbers.LengthBytes);
            format.AppendRow(row, i, rows);
            BinaryPrimitives.WriteInt32LittleEndian(rows.From(start), rows.Length - start - RowNumbers.LengthBytes);
        }

        return count;
    }
}
