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
    private readonly UtcTime time = new();
    private readonly LineBuffer line = new();

    /// <summary>A format for one thread.</summary>
    public ReportJson(ReportQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        this.query = query;
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
        line.Append("{\"time\":\""u8);
        time.Append(line, row.Event.Stamp.Milliseconds);
        line.Append((byte)'"');
        if (row.Event.HasNode) AppendMember("node"u8, CellValue.Of(row.Event.Node));
        var cells = query.Definition.Cells;
        for (var i = 0; i < cells.Length; i++) AppendMember(names[i], row.Value(cells[i].Column, index));
        line.Append("}\n"u8);
        output.Append(line.Written);
    }

    /// <inheritdoc/>
    public void AppendSummaryRow(CellValue value, long hits, ByteBuffer output)
    {
        ArgumentNullException.ThrowIfNull(output);
        line.Clear();
        line.Append("{\"count\":"u8);
        line.AppendNumber(hits);
        AppendMember("value"u8, value);
        line.Append("}\n"u8);
        output.Append(line.Written);
    }

    /// <inheritdoc/>
    public void AppendTotals(TotalsTally totals, in TotalsTimes times, ByteBuffer output)
    {
        ArgumentNullException.ThrowIfNull(totals);
        ArgumentNullException.ThrowIfNull(output);
        line.Clear();
        AppendTime("{\"first\":"u8, times.FirstMilliseconds);
        AppendTime(",\"last\":"u8, times.LastMilliseconds);
        AppendTime(",\"start\":"u8, times.StartSeconds * 1000);
        AppendTime(",\"end\":"u8, times.EndSeconds * 1000);
        for (var i = 0; i < ReportNames.Counters.Count; i++)
            AppendMember(ReportNames.Counters[i], CellValue.Of(totals[(TotalsCounter)i]));
        line.Append("}\n"u8);
        output.Append(line.Written);
    }

    /// <inheritdoc/>
    public void AppendLogRange(in LogFileRange range, ByteBuffer output)
    {
        ArgumentNullException.ThrowIfNull(output);
        line.Clear();
        line.Append("{\"file\":"u8);
        AppendText("file"u8, range.Name.Span);
        AppendTime(",\"first\":"u8, range.HasRecords ? range.FirstMilliseconds : null);
        AppendTime(",\"last\":"u8, range.HasRecords ? range.LastMilliseconds : null);
        line.Append("}\n"u8);
        output.Append(line.Written);
    }

    /// <inheritdoc/>
    public void AppendNothing(ByteBuffer output)
    {
    }

    private void AppendMember(ReadOnlySpan<byte> name, CellValue value)
    {
        line.Append(",\""u8);
        line.Append(name);
        line.Append("\":"u8);
        switch (value.Kind)
        {
            case CellKind.Text: AppendText(name, value.Text); break;
            case CellKind.Number: line.AppendNumber(value.Number); break;
            default: line.Append("null"u8); break;
        }
    }

    private void AppendText(ReadOnlySpan<byte> name, ReadOnlySpan<byte> text)
    {
        if (JsonText.Append(line, text)) return;
        line.Append(",\""u8);
        line.Append(name);
        line.Append("_hex\":"u8);
        JsonText.AppendHex(line, text);
    }

    private void AppendTime(ReadOnlySpan<byte> name, long? milliseconds)
    {
        line.Append(name);
        if (milliseconds is { } known)
        {
            line.Append((byte)'"');
            time.Append(line, known);
            line.Append((byte)'"');
        }
        else
        {
            line.Append("null"u8);
        }
    }
}
