using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace Auspex.Bench;

/// <summary>A rate over the whole corpus, for benchmarks that have a parameter called <c>Log</c> and run over all of it.</summary>
internal sealed class ThroughputColumn : IColumn
{
    private readonly Func<Corpus, double, string> format;

    private ThroughputColumn(string name, string legend, Func<Corpus, double, string> format)
    {
        ColumnName = name;
        Legend = legend;
        this.format = format;
    }

    /// <summary>Millions of bytes a second.</summary>
    public static ThroughputColumn MegabytesPerSecond { get; } = new(
        "MB/s", "10^6 bytes of log a second", (log, ns) => (log.Bytes.Length / ns * 1000).ToString("N0", CultureInfo.InvariantCulture));

    /// <summary>Nanoseconds for one record.</summary>
    public static ThroughputColumn NanosecondsPerRecord { get; } = new(
        "ns/record", "Nanoseconds a record", (log, ns) => (ns / log.Records).ToString("N1", CultureInfo.InvariantCulture));

    public string Id => nameof(ThroughputColumn) + ColumnName;

    public string ColumnName { get; }

    public string Legend { get; }

    public bool AlwaysShow => true;

    public ColumnCategory Category => ColumnCategory.Custom;

    public int PriorityInCategory => 0;

    public bool IsNumeric => true;

    public UnitType UnitType => UnitType.Dimensionless;

    public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;

    public bool IsAvailable(Summary summary) => true;

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase)
    {
        var log = benchmarkCase.Parameters["Log"] as string;
        var mean = summary[benchmarkCase]?.ResultStatistics?.Mean;
        return log is null || mean is null ? "-" : format(Corpus.ByName(log), mean.Value);
    }

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style) => GetValue(summary, benchmarkCase);
}
