using System.Text;
using Auspex.Daemon.Storms;
using Auspex.Records;
using Auspex.Tables;
using Auspex.Tests.Daemon.Remote;

namespace Auspex.Tests.Daemon.Storms;

public sealed class GovernorTests
{
    private readonly FakeTime time = new();

    [Fact]
    public void A_clock_that_is_set_back_folds_no_more_than_its_second()
    {
        var governor = new Governor(keyBudget: 2, programBudget: 0, time: time);
        for (var i = 1; i <= 5; i++) Assert.Equal(i <= 2, Admits(governor, RecordType.Syscall, 7200, i, " syscall=59 success=yes exe=\"/bin/a\" key=\"k\""));

        // An hour earlier: within the same second of ours the budget stays used up, then each has its own.
        Assert.False(Admits(governor, RecordType.Syscall, 3600, 6, " syscall=59 success=yes exe=\"/bin/a\" key=\"k\""));
        for (var second = 1; second <= 3; second++)
        {
            time.Pass(TimeSpan.FromSeconds(1));
            for (var i = 1; i <= 5; i++) Assert.Equal(i <= 2, Admits(governor, RecordType.Syscall, 3600 + second, (10 * second) + i, " syscall=59 success=yes exe=\"/bin/a\" key=\"k\""));
        }

        // Stamps that come late, of calls that had blocked, do not open the budget anew.
        Assert.False(Admits(governor, RecordType.Syscall, 3000, 99, " syscall=59 success=yes exe=\"/bin/a\" key=\"k\""));
        Assert.False(Admits(governor, RecordType.Syscall, 3603, 100, " syscall=59 success=yes exe=\"/bin/a\" key=\"k\""));
    }

    [Fact]
    public void Beyond_the_budget_whole_events_are_folded_and_counted()
    {
        var governor = new Governor(keyBudget: 2, programBudget: 0, time: time);
        for (var i = 1; i <= 5; i++)
        {
            Assert.Equal(i <= 2, Admits(governor, RecordType.Syscall, 100, i, " syscall=59 success=yes exe=\"/bin/a\" key=\"k\""));
            Assert.Equal(i <= 2, Admits(governor, RecordType.Path, 100, i, " item=0"));
        }

        Assert.False(governor.TryTakeSummary(out _));
        Assert.True(Admits(governor, RecordType.Syscall, 101, 6, " syscall=59 success=yes exe=\"/bin/a\" key=\"k\""));
        Assert.True(governor.TryTakeSummary(out var text));
        Assert.Equal("op=storm key=\"k\" exe=\"/bin/a\" syscall=59 success=yes count=3 from=100.003 to=100.005 res=success", text);
        Assert.False(governor.TryTakeSummary(out _));
    }

    [Fact]
    public void An_event_that_another_record_leads_is_never_folded()
    {
        var governor = new Governor(keyBudget: 1, programBudget: 1, time: time);
        for (var i = 1; i <= 5; i++)
        {
            Assert.True(Admits(governor, RecordType.ConfigChange, 100, i, " op=add_rule key=\"k\""));
            Assert.True(Admits(governor, RecordType.Syscall, 100, i, " syscall=44 success=yes exe=\"/bin/a\" key=\"k\""));
        }
    }

    [Fact]
    public void The_rule_is_named_where_it_is_known()
    {
        var governor = new Governor(keyBudget: 1, programBudget: 0, static key => key == "k" ? "-w /x -p r -k k" : null, time);
        for (var i = 1; i <= 3; i++)
        {
            _ = Admits(governor, RecordType.Syscall, 100, i, " syscall=59 success=yes exe=\"/bin/a\" key=\"k\"");
            _ = Admits(governor, RecordType.Syscall, 100, i + 10, " syscall=59 success=yes exe=\"/bin/a\" key=\"other\"");
        }

        governor.Finish();
        Assert.True(governor.TryTakeSummary(out var text));
        Assert.Equal("op=storm key=\"k\" exe=\"/bin/a\" syscall=59 success=yes rule=\"-w /x -p r -k k\" count=2 from=100.002 to=100.003 res=success", text);
        Assert.True(governor.TryTakeSummary(out text));
        Assert.DoesNotContain("rule=", text, StringComparison.Ordinal);
        Assert.Equal([("-w /x -p r -k k", 2L), ("key=\"other\"", 2L)], governor.FoldedByRule);
    }

    [Fact]
    public void Each_of_many_keys_has_its_own_budget()
    {
        var governor = new Governor(keyBudget: 1, programBudget: 0, time: time);
        for (var i = 0; i < 4000; i++) Assert.True(Admits(governor, RecordType.Syscall, 100, i, $" syscall=59 exe=\"/bin/a\" key=\"k{i}\""));
        Assert.Equal(0, governor.Folded);
        for (var i = 0; i < 4000; i++) Assert.False(Admits(governor, RecordType.Syscall, 100, 10_000 + i, $" syscall=59 exe=\"/bin/a\" key=\"k{i}\""));
    }

    [Theory]
    [InlineData("")]
    [InlineData("audit(")]
    [InlineData("audit(1.")]
    [InlineData("audit(1.000:")]
    [InlineData("audit(99999999999.000:1): key=")]
    public void What_has_no_stamp_is_written(string payload) =>
        Assert.True(Admits(new Governor(1, 1), RecordType.Syscall, payload));

    private static bool Admits(Governor governor, RecordType type, int second, int serial, string body) =>
        Admits(governor, type, $"audit({second}.{serial % 1000:000}:{serial}):{body}");

    private static bool Admits(Governor governor, RecordType type, string payload)
    {
        var bytes = Encoding.UTF8.GetBytes(payload);
        return governor.Admits(RecordReader.ParseKernel(type, bytes), bytes);
    }
}
