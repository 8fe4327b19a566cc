using Auspex.Outputs.ReportFormats;
using Auspex.Reports;
using Auspex.Reports.Tallies;
using Auspex.Search;
using Auspex.Tests.Interpretation;
using Auspex.Text;

namespace Auspex.Tests.Reports;

/// <summary>Once warm, no report allocates for an event.</summary>
public sealed class AllocationTests
{
    public static TheoryData<string, bool> Reports
    {
        get
        {
            var data = new TheoryData<string, bool>();
            foreach (var definition in ReportTable.All)
            {
                if (definition.Kind is ReportKind.LogRange) continue;
                data.Add(definition.Kind.ToString(), false);
                data.Add(definition.Kind.ToString(), true);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Reports))]
    public void Counting_allocates_nothing(string name, bool isInterpreted)
    {
        var kind = Enum.Parse<ReportKind>(name);
        if (kind != ReportKind.Totals && ReportTable.Of(kind).SummaryTitle is null) return; // there is nothing to count
        var query = new ReportQuery { Kind = kind, IsSummary = true, IsInterpreted = isInterpreted };
        IReportTally tally = kind == ReportKind.Totals ? new TotalsTally(query) : new SummaryTally(query, new FixedNames());
        long ordinal = 0;
        Assert.Equal(0, Measure(e => tally.Add(e, ordinal++)));
    }

    [Theory]
    [MemberData(nameof(Reports))]
    public void Rows_allocate_nothing(string name, bool isInterpreted)
    {
        var kind = Enum.Parse<ReportKind>(name);
        if (kind == ReportKind.Totals) return; // it has no rows
        var query = new ReportQuery { Kind = kind, IsInterpreted = isInterpreted };
        IReportFormat[] formats = [new TextFormat(query, TimeZoneInfo.Utc), new ReportJson(query), new ReportCsv(query)];
        var rows = formats.Select(f => new ReportRows(query, new FixedNames(), f)).ToArray();
        var output = new ByteBuffer(1 << 16);
        Assert.Equal(0, Measure(e =>
        {
            output.Clear();
            foreach (var one in rows) _ = one.Append(e, output);
        }));
    }

    /// <summary>The fewest bytes that a pass over the same events allocates.</summary>
    private static long Measure(Action<LogEvent> use)
    {
        Assert.SkipWhen(IsDebug, "SKIPPED in Debug: without optimization a span over constants allocates a handle; run the Release build.");
        var log = SyntheticLog.Whole;
        var meter = new Meter(use);
        for (var pass = 0; pass < 100; pass++)
        {
            meter.Allocated = 0;
            var search = new PlainSearch(new BytesText(log), TimeRange.All, meter);
            Assert.True(search.Read(log, 0) && search.End());
            if (pass > 1 && meter.Allocated == 0) return 0;
            Thread.Sleep(10); // code that is still being compiled in the background allocates as in Debug
        }

        return meter.Allocated;
    }

    private static bool IsDebug =>
#if DEBUG
        true;
#else
        false;
#endif

    private sealed class Meter(Action<LogEvent> use) : IEventVisitor
    {
        public long Allocated { get; set; }

        public bool Visit(LogEvent e)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            use(e);
            Allocated += GC.GetAllocatedBytesForCurrentThread() - before;
            return true;
        }
    }
}
