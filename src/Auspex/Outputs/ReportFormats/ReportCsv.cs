using System.Buffers;
using Auspex.Reports;
using Auspex.Reports.Tallies;
using Auspex.Text;

namespace Auspex.Outputs.ReportFormats;

/// <summary><c>aureport --format csv</c>: a line of headings, then a line for each row.</summary>
/// <remarks>
/// Quoted where a comma, a quote, a control character or a space at either end makes it needed; quotes are doubled. Lines end in LF. What
/// an event does not say is empty. Bytes are those of the log, but for what a terminal would obey, unless the escape mode is raw.
/// Columns: docs/aureport-formats.md. Source: RFC 4180.
/// </remarks>
internal sealed class ReportCsv : IReportFormat
{
    private static readonly SearchValues<byte> Special = SearchValues.Create(",\"\r\n"u8);

    private readonly ReportQuery query;
    private readonly UtcTime time = new();
    private readonly LineBuffer line = new();
    private readonly ByteBuffer escaped = new(256);

    /// <summary>A format for one thread.</summary>
    public ReportCsv(ReportQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        this.query = query;
    }

    /// <inheritdoc/>
    public bool IsNumbered => false;

    /// <inheritdoc/>
    public void AppendTitle(ByteBuffer output)
    {
        ArgumentNullException.ThrowIfNull(output);
        if (query.Kind == ReportKind.Totals)
        {
            output.Append("counter,value\n"u8);
        }
        else if (query.Kind == ReportKind.LogRange)
        {
            output.Append("file,first,last\n"u8);
        }
        else if (query.IsSummary)
        {
            output.Append("count,value\n"u8);
        }
        else
        {
            output.Append("time,node"u8);
            foreach (var name in ReportNames.Of(query.Definition))
            {
                output.Append((byte)',');
                output.Append(name);
            }

            output.Append((byte)'\n');
        }
    }

    /// <inheritdoc/>
    public void AppendRow(EventRow row, int index, ByteBuffer output)
    {
        ArgumentNullException.ThrowIfNull(row);
        ArgumentNullException.ThrowIfNull(output);
        AppendTime(row.Event.Stamp.Milliseconds, output);
        output.Append((byte)',');
        AppendText(row.Event.Node, output);
        foreach (var cell in query.Definition.Cells)
        {
            output.Append((byte)',');
            AppendValue(row.Value(cell.Column, index), output);
        }

        output.Append((byte)'\n');
    }

    /// <inheritdoc/>
    public void AppendSummaryRow(CellValue value, long hits, ByteBuffer output)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.AppendDecimal(hits);
        output.Append((byte)',');
        AppendValue(value, output);
        output.Append((byte)'\n');
    }

    /// <inheritdoc/>
    public void AppendTotals(TotalsTally totals, in TotalsTimes times, ByteBuffer output)
    {
        ArgumentNullException.ThrowIfNull(totals);
        ArgumentNullException.ThrowIfNull(output);
        AppendTotalsTime("first,"u8, times.FirstMilliseconds, output);
        AppendTotalsTime("last,"u8, times.LastMilliseconds, output);
        AppendTotalsTime("start,"u8, times.StartSeconds * 1000, output);
        AppendTotalsTime("end,"u8, times.EndSeconds * 1000, output);
        for (var i = 0; i < ReportNames.Counters.Count; i++)
        {
            output.Append(ReportNames.Counters[i]);
            output.Append((byte)',');
            output.AppendDecimal(totals[(TotalsCounter)i]);
            output.Append((byte)'\n');
        }
    }

    /// <inheritdoc/>
    public void AppendLogRange(in LogFileRange range, ByteBuffer output)
    {
        ArgumentNullException.ThrowIfNull(output);
        AppendText(range.Name.Span, output);
        output.Append((byte)',');
        if (range.HasRecords) AppendTime(range.FirstMilliseconds, output);
        output.Append((byte)',');
        if (range.HasRecords) AppendTime(range.LastMilliseconds, output);
        output.Append((byte)'\n');
    }

    /// <inheritdoc/>
    public void AppendNothing(ByteBuffer output)
    {
    }

    private void AppendText(ReadOnlySpan<byte> text, ByteBuffer output)
    {
        if (query.Escape != EscapeMode.Raw && !TerminalText.IsSafe(text))
        {
            escaped.Clear();
            Escaping.Append(text, EscapeMode.Tty, escaped);
            text = escaped.Written;
        }

        var isQuoted = text.ContainsAny(Special) || text.IndexOfAnyInRange((byte)0, (byte)0x1F) >= 0
            || (!text.IsEmpty && (text[0] == (byte)' ' || text[^1] == (byte)' '));
        if (!isQuoted)
        {
            output.Append(text);
            return;
        }

        output.Append((byte)'"');
        for (var quote = text.IndexOf((byte)'"'); quote >= 0; quote = text.IndexOf((byte)'"'))
        {
            output.Append(text[..(quote + 1)]);
            output.Append((byte)'"');
            text = text[(quote + 1)..];
        }

        output.Append(text);
        output.Append((byte)'"');
    }

    private void AppendValue(CellValue value, ByteBuffer output)
    {
        if (value.Kind == CellKind.Text) AppendText(value.Text, output);
        else if (value.Kind == CellKind.Number) output.AppendDecimal(value.Number);
    }

    private void AppendTotalsTime(ReadOnlySpan<byte> name, long? milliseconds, ByteBuffer output)
    {
        output.Append(name);
        if (milliseconds is { } known) AppendTime(known, output);
        output.Append((byte)'\n');
    }

    private void AppendTime(long milliseconds, ByteBuffer output)
    {
        line.Clear();
        time.Append(line, milliseconds);
        output.Append(line.Written);
    }
}
