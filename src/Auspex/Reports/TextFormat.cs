using Auspex.Reports.Tallies;
using Auspex.Text;

namespace Auspex.Reports;

/// <summary>Reports as aureport prints them. Source: spec 2.6.</summary>
internal sealed class TextFormat : IReportFormat
{
    private static readonly string[] CounterNames =
    [
        "changes in configuration", "changes to accounts, groups, or roles", "logins", "failed logins", "authentications",
        "failed authentications", "users", "terminals", "host names", "executables", "commands", "files", "AVC's", "MAC events",
        "failed syscalls", "anomaly events", "responses to anomaly events", "crypto events", "integrity events", "virt events", "keys",
        "process IDs", "events",
    ];

    private readonly ReportQuery query;
    private readonly TimeText time;

    /// <summary>A format for one thread.</summary>
    /// <param name="query">The report.</param>
    /// <param name="zone">The time zone.</param>
    /// <param name="locale">Whose dates; none: the C locale's.</param>
    public TextFormat(ReportQuery query, TimeZoneInfo zone, TimeLocale? locale = null)
    {
        ArgumentNullException.ThrowIfNull(query);
        this.query = query;
        time = new TimeText(TimeText.DateAndTime, zone, locale);
    }

    /// <inheritdoc/>
    public bool IsNumbered => true;

    /// <inheritdoc/>
    public void AppendTitle(ByteBuffer output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var definition = query.Definition;
        output.Append((byte)'\n');
        if (query.Kind == ReportKind.Totals || query.IsSummary) AppendOutcome(output);
        if (query.IsSummary && definition.SummaryTitle is { } about)
        {
            AppendAscii(about, output);
            output.Append(" Summary Report\n"u8);
            AppendRule(definition.SummaryRule, output);
            output.Append("total  "u8);
            AppendAscii(definition.SummaryHeading, output);
            output.Append((byte)'\n');
            AppendRule(definition.SummaryRule, output);
            return;
        }

        AppendAscii(definition.Title, output);
        output.Append((byte)'\n');
        AppendRule(definition.Rule, output);
        if (definition.Headings.Length == 0) return;
        output.Append("# date time "u8);
        AppendAscii(definition.Headings, output);
        output.Append((byte)'\n');
        AppendRule(definition.LowerRule > 0 ? definition.LowerRule : definition.Rule, output);
    }

    /// <inheritdoc/>
    public void AppendRow(EventRow row, int index, ByteBuffer output)
    {
        ArgumentNullException.ThrowIfNull(row);
        ArgumentNullException.ThrowIfNull(output);
        time.Append(row.Event.Stamp.Seconds, output);
        foreach (var cell in query.Definition.Cells)
        {
            output.Append((byte)' ');
            AppendCell(cell, row.Value(cell.Column, index), output);
        }

        output.Append((byte)'\n');
    }

    /// <inheritdoc/>
    public void AppendSummaryRow(CellValue value, long hits, ByteBuffer output)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.AppendDecimal(hits);
        output.Append("  "u8);
        switch (value.Kind)
        {
            case CellKind.Text: AppendText(value.Text, query.Definition.IsSummaryEscaped, output); break;
            case CellKind.Number: output.AppendDecimal(value.Number); break;
            default: output.Append("(null)"u8); break;
        }

        output.Append((byte)'\n');
    }

    /// <inheritdoc/>
    public void AppendTotals(TotalsTally totals, in TotalsTimes times, ByteBuffer output)
    {
        ArgumentNullException.ThrowIfNull(totals);
        ArgumentNullException.ThrowIfNull(output);
        output.Append("Range of time in logs: "u8);
        AppendMilliseconds(times.FirstMilliseconds, output);
        output.Append(" - "u8);
        AppendMilliseconds(times.LastMilliseconds, output);
        output.Append("\nSelected time for report: "u8);
        time.Append(times.StartSeconds ?? times.FirstMilliseconds / 1000, output);
        output.Append(" - "u8);
        if (times.EndSeconds is { } end) time.Append(end, output);
        else AppendMilliseconds(times.LastMilliseconds, output);
        output.Append((byte)'\n');
        for (var i = 0; i < CounterNames.Length; i++)
        {
            output.Append("Number of "u8);
            AppendAscii(CounterNames[i], output);
            output.Append(": "u8);
            output.AppendDecimal(totals[(TotalsCounter)i]);
            output.Append((byte)'\n');
        }

        output.Append((byte)'\n');
    }

    /// <inheritdoc/>
    public void AppendLogRange(in LogFileRange range, ByteBuffer output)
    {
        ArgumentNullException.ThrowIfNull(output);
        AppendText(range.Name.Span, isEscaped: false, output);
        output.Append(": "u8);
        if (range.HasRecords)
        {
            AppendMilliseconds(range.FirstMilliseconds, output);
            output.Append(" - "u8);
            AppendMilliseconds(range.LastMilliseconds, output);
            output.Append((byte)'\n');
        }
        else
        {
            output.Append("no records\n"u8);
        }
    }

    /// <inheritdoc/>
    public void AppendNothing(ByteBuffer output)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.Append("<no events of interest were found>\n\n"u8);
    }

    private static void AppendAscii(string text, ByteBuffer output)
    {
        foreach (var c in text) output.Append((byte)c);
    }

    private static void AppendRule(int length, ByteBuffer output)
    {
        output.GetSpan(length)[..length].Fill((byte)'=');
        output.Advance(length);
        output.Append((byte)'\n');
    }

    private void AppendOutcome(ByteBuffer output)
    {
        if (query.Outcome == ReportOutcome.Failed) output.Append("Failed "u8);
        else if (query.Outcome == ReportOutcome.Success) output.Append("Success "u8);
    }

    private void AppendCell(ReportCell cell, CellValue value, ByteBuffer output)
    {
        if (value.Kind == CellKind.Text) AppendText(value.Text, cell.IsEscaped, output);
        else if (value.Kind == CellKind.Number || IsNumeric(cell.Column)) output.AppendDecimal(value.Number);
        else output.Append(cell.IsNullable || cell.Column == ReportColumn.Type ? "(null)"u8 : "?"u8);
    }

    /// <summary>Where the tools print a number even if there is none.</summary>
    private static bool IsNumeric(ReportColumn column) =>
        column is ReportColumn.Auid or ReportColumn.LoginName or ReportColumn.Pid or ReportColumn.Session or ReportColumn.Syscall;

    /// <summary>Where the whole mode does not apply, control characters are made harmless all the same, unless the mode is raw.</summary>
    private void AppendText(ReadOnlySpan<byte> text, bool isEscaped, ByteBuffer output) =>
        Escaping.Append(text, isEscaped || query.Escape == EscapeMode.Raw ? query.Escape : EscapeMode.Tty, output);

    private void AppendMilliseconds(long milliseconds, ByteBuffer output)
    {
        time.Append(milliseconds / 1000, output);
        output.Append((byte)'.');
        output.AppendDecimal((ulong)(milliseconds % 1000), 3);
    }
}
