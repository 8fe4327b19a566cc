using System.Text;
using Auspex.Events;
using Auspex.Outputs;
using Auspex.Processes;
using Auspex.Tests.Interpretation;
using Auspex.Tool.Watching;

namespace Auspex.Tests.Watching;

public sealed class LossTextTests
{
    [Theory]
    [InlineData(0, LossReason.SerialGap, "an unknown number of events: their serials are missing")]
    [InlineData(1, LossReason.SerialGap, "1 event: its serial is missing")]
    [InlineData(4, LossReason.SerialGap, "4 events: their serials are missing")]
    [InlineData(1, LossReason.KernelCounter, "1 record dropped by the kernel")]
    [InlineData(0, LossReason.SocketOverrun, "an unknown number of records: the receive socket overflowed")]
    [InlineData(7, LossReason.SocketOverrun, "7 records: the receive socket overflowed")]
    [InlineData(1, LossReason.Accounting, "1 death not confirmed by accounting")]
    [InlineData(2, LossReason.TableFull, "2 processes forgotten: the table was full")]
    [InlineData(9, LossReason.Output, "9 lines: the output did not take them")]
    [InlineData(0, LossReason.Stopped, "an unknown number of events: watching was stopped")]
    internal void A_loss_is_told_in_a_sentence_that_is_right_for_its_number(int count, LossReason reason, string expected)
    {
        var output = new LineBuffer();
        new ProcessText(output, new FixedNames(), new ProcessTextOptions { Zone = TimeZoneInfo.Utc }).Append(new Loss(count, reason, 0, 1_795_000_000_000));
        Assert.EndsWith($" LOST  {expected}\n", Encoding.UTF8.GetString(output.Written), StringComparison.Ordinal);
    }

    [Fact]
    public void The_summary_counts_what_was_shown_and_says_of_how_many()
    {
        var counts = new WatchCounts();
        var process = new TrackedProcess { Key = new ProcessKey(7, 1) };
        var exec = new ProcessEvent(ProcessEventKind.Exec, 1, process, ProcessSources.Audit, null);
        for (var i = 0; i < 5; i++) counts.See(exec);
        counts.Count(exec);
        Assert.StartsWith("0 forks, 1 exec, 0 exits shown of 5 steps of all processes in 2.0 s (", WatchSummary.Of(counts, TimeSpan.FromSeconds(2), isFiltered: true), StringComparison.Ordinal);
        counts.Count(new Loss(1, LossReason.Output, 0, 1));
        Assert.EndsWith("; LOST: 1 known to be missing, in 1 gap", WatchSummary.Of(counts, null, isFiltered: false), StringComparison.Ordinal);
    }
}
