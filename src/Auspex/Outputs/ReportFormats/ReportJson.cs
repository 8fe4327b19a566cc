using Auspex.Reports;
using Auspex.Reports.Tallies;
using Auspex.Text;

namespace Auspex.Outputs.ReportFormats;

/// <summary><c>aureport --format json</c>: an object a line for each row, one for the totals.</summary>
/// <remarks>
/// The schema is docs/aureport-formats.md. Bytes that are no UTF-8 become U+FFFD in a string, and stand beside it in hexadecimal. What an
/// event does not say is null. Source: RFC 8259, RFC 3339.
/// </remarks>
internal sealed class ReportJson : IReportFormat
{
    private readonly ReportQuery query;
    private readonly byte[][] names;
    private readonly LineBuffer line = new();
    private readonly JsonWriter json;

    /// <summary>A format for one thread.</summary>
    public ReportJson(ReportQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        this.query = query;
        json = new JsonWriter(line);
        names = ReportNames.Of(query.Definition);
    }

    /// <inheritdoc/>
    public bool IsNumbered => false;

    /// <inheritdoc/>
    public void AppendTitle(ByteBuffer output)
    {
    }

    /// <inheritdoc/>
    public void AppendRow(EventRow row, int index, ByteBuffer output)
    {
        ArgumentNullException.ThrowIfNull(row);
        ArgumentNullException.ThrowIfNull(output);
        line.Clear();
        json.Begin();
        json.Time("time"u8, row.Event.Stamp.Milliseconds);
        if (row.Event.HasNode) AppendMember("node"u8, CellValue.Of(row.Event.Node));
        var cells = query.Definition.Cells;
        for (var i = 0; i < cells.Length; i++) AppendMember(names[i], row.Value(cells[i].Column, index));
        json.EndLine();
        output.Append(line.Written);
    }

    /// <inheritdoc/>
    public void AppendSummaryRow(CellValue value, long hits, ByteBuffer output)
    {
        ArgumentNullException.ThrowIfNull(output);
        line.Clear();
        json.Begin();
        json.Number("count"u8, hits);
        AppendMember("value"u8, value);
        json.EndLine();
        output.Append(line.Written);
    }

    /// <inheritdoc/>
    public void AppendTotals(TotalsTally totals, in TotalsTimes times, ByteBuffer output)
    {
        ArgumentNullException.ThrowIfNull(totals);
        ArgumentNullException.ThrowIfNull(output);
        line.Clear();
        json.Begin();
        json.Time("first"u8, times.FirstMilliseconds);
        json.Time("last"u8, times.LastMilliseconds);
        json.Time("start"u8, times.StartSeconds * 1000);
        json.Time("end"u8, times.EndSeconds * 1000);
        for (var i = 0; i < ReportNames.Counters.Count; i++)
            AppendMember(ReportNames.Counters[i], CellValue.Of(totals[(TotalsCounter)i]));
        json.EndLine();
        output.Append(line.Written);
    }

    /// <inheritdoc/>
    public void AppendLogRange(in LogFileRange range, ByteBuffer output)
    {
        ArgumentNullException.ThrowIfNull(output);
        line.Clear();
        json.Begin();
        json.Bytes("file"u8, range.Name.Span);
        json.Time("first"u8, range.HasRecords ? range.FirstMilliseconds : null);
        json.Time("last"u8, range.HasRecords ? range.LastMilliseconds : null);
        json.EndLine();
        output.Append(line.Written);
    }

    /// <inheritdoc/>
    public void AppendNothing(ByteBuffer output)
    {
    }

    private void AppendMember(ReadOnlySpan<byte> name, CellValue value)
    {
        switch (value.Kind)
        {
            case CellKind.Text: json.Bytes(name, value.Text); break;
            case CellKind.Number: json.Number(name, value.Number); break;
            default: json.Null(name); break;
        }
    }
}
