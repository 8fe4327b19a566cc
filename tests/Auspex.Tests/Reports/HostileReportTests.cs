using System.Text;
using System.Text.Json;
using Auspex.Outputs.ReportFormats;
using Auspex.Reports;
using Auspex.Tests.Support;
using Auspex.Text;

namespace Auspex.Tests.Reports;

/// <summary>Damaged logs: no report throws, rows stay rows, JSON stays JSON.</summary>
public sealed class HostileReportTests
{
    private const int Seed = 20_261_122;
    private const int Copies = 60;

    [Fact]
    public void Every_report_bears_a_damaged_log()
    {
        var log = Damaged(new Random(Seed));
        foreach (var definition in ReportTable.All)
        {
            if (definition.Kind == ReportKind.LogRange) continue;
            foreach (var isInterpreted in (bool[])[false, true])
            {
                var query = new ReportQuery { Kind = definition.Kind, IsInterpreted = isInterpreted };
                CheckRows(Reporting.Text(log, query), query);
                CheckJson(Reporting.Bytes(log, query, () => new ReportJson(query)));
                CheckCsv(Reporting.Csv(log, query));
                var summary = query with { IsSummary = true };
                if (definition.SummaryTitle is null) continue;
                CheckRows(Reporting.Text(log, summary), summary);
                CheckJson(Reporting.Bytes(log, summary, () => new ReportJson(summary)));
                CheckCsv(Reporting.Csv(log, summary));
            }
        }
    }

    [Fact]
    public void A_line_end_in_a_value_makes_no_row_of_its_own()
    {
        const string log = """
            type=USER_START msg=audit(1700000000.100:1): pid=1 uid=0 auid=0 ses=1 msg='op=x exe=2F610A32 hostname=? addr=? terminal=t res=success'
            """;
        Assert.EndsWith("1. 11/14/23 22:13:20 /a\\0122 t ? 0 1\n", Reporting.Text(log, new ReportQuery { Kind = ReportKind.Executable }));
        var raw = new ReportQuery { Kind = ReportKind.Executable, Escape = EscapeMode.Raw };
        Assert.EndsWith("1. 11/14/23 22:13:20 /a\n2 t ? 0 1\n", Reporting.Text(log, raw));
        Assert.EndsWith(",/a\\0122,t,?,0,1\n", Reporting.Csv(Encoding.ASCII.GetBytes(log), new ReportQuery { Kind = ReportKind.Executable }));
        Assert.EndsWith(",\"/a\n2\",t,?,0,1\n", Reporting.Csv(Encoding.ASCII.GetBytes(log), raw));
    }

    private static void CheckRows(string text, ReportQuery query)
    {
        Assert.EndsWith("\n", text);
        Assert.DoesNotContain(text, c => c < ' ' && c != '\n');
        if (query.IsSummary || query.Kind == ReportKind.Totals) return;
        var rows = text.Split('\n')[5..^1];
        for (var i = 0; i < rows.Length && rows.Length > 2; i++) Assert.StartsWith($"{i + 1}. ", rows[i]);
    }

    private static void CheckJson(byte[] json)
    {
        foreach (var line in json.AsSpan().Split((byte)'\n'))
        {
            if (line.Start.Value != line.End.Value) JsonDocument.Parse(json.AsMemory()[line]).Dispose();
        }
    }

    /// <summary>Every row has as many columns as the first.</summary>
    private static void CheckCsv(string csv)
    {
        var (columns, expected, isQuoted) = (1, 0, false);
        foreach (var c in csv)
        {
            if (c == '"') isQuoted = !isQuoted;
            if (isQuoted) continue;
            if (c == ',') columns++;
            if (c != '\n') continue;
            if (expected == 0) expected = columns;
            Assert.Equal(expected, columns);
            columns = 1;
        }

        Assert.False(isQuoted);
    }

    private static byte[] Damaged(Random random)
    {
        var mutator = new Mutator(random);
        var room = new byte[1 << 16];
        using var log = new MemoryStream();
        var lines = Encoding.Latin1.GetString(SyntheticLog.Whole).Split('\n');
        for (var copy = 0; copy < Copies; copy++)
        {
            foreach (var line in lines)
            {
                log.Write(room, 0, mutator.Damage(Encoding.Latin1.GetBytes(line), room));
                log.WriteByte((byte)'\n');
            }
        }

        return log.ToArray();
    }
}
