using Auspex.Reports;

namespace Auspex.Tests.Reports;

/// <summary>What aureport 4.2.2 printed for the synthetic log, against our reports over the same events.</summary>
public sealed class GoldenReportTests
{
    public static TheoryData<string> Names => new(GoldenReport.All.Select(g => g.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void Over_the_events_that_the_reference_takes_a_report_is_the_same_byte_for_byte(string name)
    {
        var golden = GoldenReport.All.Single(g => g.Name == name);
        var log = SyntheticLog.Without(SyntheticLog.Dropped(golden.Query.Kind), keepsEnrichment: !golden.Query.IsInterpreted);
        Assert.Equal(golden.Output, Reporting.Text(log, golden.Query));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void An_engine_that_is_told_the_record_types_finds_the_same(string name)
    {
        var query = GoldenReport.All.Single(g => g.Name == name).Query;
        var all = Reporting.Bytes(SyntheticLog.Whole, query, () => new TextFormat(query, TimeZoneInfo.Utc));
        var some = Reporting.Bytes(
            SyntheticLog.Whole, query, () => new TextFormat(query, TimeZoneInfo.Utc), usesTypes: true);
        Assert.Equal(all, some);
    }
}
