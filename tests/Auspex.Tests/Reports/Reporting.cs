using System.Text;
using Auspex.Outputs.ReportFormats;
using Auspex.Reports;
using Auspex.Search;
using Auspex.Search.Engine;
using Auspex.Tests.Interpretation;

namespace Auspex.Tests.Reports;

/// <summary>Reports over logs in memory, as the tools make them.</summary>
internal static class Reporting
{
    /// <summary>The text of a report.</summary>
    public static string Text(byte[] log, ReportQuery query, int threads = 1, TimeRange? range = null) =>
        Encoding.Latin1.GetString(Bytes(log, query, () => new TextFormat(query, TimeZoneInfo.Utc), threads, range));

    /// <summary>The text of a report over a log of ASCII.</summary>
    public static string Text(string log, ReportQuery query) => Text(Encoding.Latin1.GetBytes(log), query);

    /// <summary>The report as JSON.</summary>
    public static string Json(byte[] log, ReportQuery query) => Encoding.UTF8.GetString(Bytes(log, query, () => new ReportJson(query)));

    /// <summary>The report as CSV.</summary>
    public static string Csv(byte[] log, ReportQuery query) => Encoding.UTF8.GetString(Bytes(log, query, () => new ReportCsv(query)));

    /// <summary>What a report writes.</summary>
    public static byte[] Bytes(
        byte[] log, ReportQuery query, Func<IReportFormat> makeFormat, int threads = 1, TimeRange? range = null, bool usesTypes = false)
    {
        var run = new ReportRun(query, static () => new FixedNames(), makeFormat);
        var plan = new SearchPlan { Threads = threads, Range = range ?? TimeRange.All, Types = usesTypes ? ReportTypes.Of(query) : [] };
        var search = new FastSearch(new BytesText(log), [new LogSpan(0, log.Length)], plan);
        search.Run(run.MakeWorker, run, TestContext.Current.CancellationToken);
        run.Finish(new TotalsTimes(FirstMilliseconds(log), 0, range?.First, range?.Last));
        return run.Output.Written.ToArray();
    }

    /// <summary>When the first record was written.</summary>
    public static long FirstMilliseconds(byte[] log)
    {
        foreach (var line in log.AsSpan().Split((byte)'\n'))
        {
            if (RecordHead.TryRead(log.AsSpan()[line], out var head) == HeadError.None) return head.Stamp.Milliseconds;
        }

        return 0;
    }
}
