using System.Text;
using Auspex.SystemTests.Support;
using Auspex.Tool.Suite.Common;

namespace Auspex.SystemTests.Suite;

/// <summary>How a search ends: messages, exit codes, signals, readers that go away.</summary>
public sealed class AusearchRunTests
{
    [Fact]
    public void Lines_that_are_no_records_are_counted_and_cost_nothing_else()
    {
        using var folder = new TemporaryFolder();
        var log = folder.Write("a.log", Record(1) + "garbage\n\n\0\x01\xFF\n" + "type=SYSCALL msg=audit(x.y:z): a=b c=d e=f\n" + Record(2));
        var run = SuiteRun.Ausearch("-if", log, "-m", "USER_TTY");
        Assert.Equal([1, 2], run.Serials());
        const string nul = "ausearch: 1 NUL passed over, which a crash or a failed disk left in the place of records\n";
        Assert.Equal((0, "ausearch: 3 malformed records skipped\n" + nul), (run.ExitCode, run.Errors));
    }

    [Fact]
    public void Debug_names_the_lines_that_are_no_records()
    {
        using var folder = new TemporaryFolder();
        var log = folder.Write("a.log", Record(1) + "gar\x1b[bage\n");
        var run = SuiteRun.Ausearch("-if", log, "--debug");
        Assert.StartsWith($"ausearch: {log}, byte {Record(1).Length}: no record: gar\\033[bage\n", run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/nonexistent", "stat: No such file or directory\n")]
    [InlineData("/proc/self/fd", "NOTE - using logs in /proc/self/fd/audit.log\nError opening /proc/self/fd/audit.log (No such file or directory)\n")]
    public void A_log_that_cannot_be_read_is_told_in_the_tools_words(string path, string errors) =>
        Assert.Equal(new SuiteRun(1, "", errors), SuiteRun.Ausearch("-if", path));

    [Theory]
    [InlineData("--pid=5", "--pid=5 is an unsupported option\nausearch: write --pid 5, without the equals sign\n")]
    [InlineData("--exec", "--exec is an unsupported option\nausearch: did you mean --executable?\n")]
    [InlineData("-ts", "-ts requires either date and/or time\n")]
    public void A_wrong_word_is_told_with_what_would_be_right(string word, string errors) =>
        Assert.Equal(new SuiteRun(1, "", errors), SuiteRun.Ausearch(word));

    [Theory]
    [InlineData("--session", "1junk", "Session id must be a numeric value, was 1junk\n")]
    [InlineData("--session", "-1x", "Session id must be a numeric value, was -1x\n")]
    [InlineData("-m", "1300junk", "Numeric message type conversion error (Invalid argument) for 1300junk\n")]
    [InlineData("-m", "99999999999", "Numeric message type conversion error (Numerical result out of range) for 99999999999\n")]
    public void A_number_with_something_behind_it_is_refused_in_the_tools_words(string option, string value, string errors) =>
        Assert.Equal(new SuiteRun(1, "", errors), SuiteRun.Ausearch(option, value));

    [Fact]
    public void Without_words_the_help_lists_every_option_and_the_exit_code_is_1()
    {
        var run = SuiteRun.Ausearch();
        Assert.Equal((1, ""), (run.ExitCode, run.Errors));
        Assert.Equal(run.Output, SuiteRun.Ausearch("-h").Output);
        foreach (var option in Tool.Suite.Ausearch.AusearchOptions.All) Assert.Contains("--" + option.Name, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_option_is_understood()
    {
        // an option of the table without code behind it would throw
        foreach (var option in Tool.Suite.Ausearch.AusearchOptions.All)
        {
            var run = SuiteRun.Ausearch(option.Value is null ? ["--" + option.Name, "-if", "/dev/null"] : ["--" + option.Name, "1", "-if", "/dev/null"]);
            Assert.DoesNotContain("unsupported", run.Errors, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_man_page_has_every_option()
    {
        var page = SuiteManPage.Of(Tool.Suite.Ausearch.AusearchPage.Page, "0");
        Assert.StartsWith(".TH AUSEARCH 8", page, StringComparison.Ordinal);
        foreach (var option in Tool.Suite.Ausearch.AusearchOptions.All)
        {
            Assert.Contains("\\-\\-" + option.Name.Replace("-", "\\-", StringComparison.Ordinal), page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void An_expression_selects()
    {
        using var folder = new TemporaryFolder();
        var log = folder.Write("a.log", Record(1) + Record(2).Replace("uid=0", "uid=5", StringComparison.Ordinal));
        Assert.Equal([2], SuiteRun.Ausearch("-if", log, "--expression", "uid r= 5").Serials());
        var wrong = SuiteRun.Ausearch("-if", log, "--expression", "uid r=");
        Assert.Equal(1, wrong.ExitCode);
        Assert.StartsWith("Error in the expression: ", wrong.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_signal_leaves_what_was_found_and_says_that_it_is_not_all()
    {
        using var folder = new TemporaryFolder();
        var log = folder.Write("large.log", Large(40_000)); // some blocks
        using var signals = new StopSignals();
        var run = SuiteRun.Ausearch(host => host with
        {
            Output = new WriteHook(host.Output, () => signals.Stop(130)),
            CatchSignals = () => signals,
        }, "-if", log, "-l");
        Assert.Equal((130, "ausearch: interrupted: the logs were not searched to their end\n"), (run.ExitCode, run.Errors));
        var found = run.Serials();
        Assert.InRange(found.Length, 1, 39_999);
        Assert.Equal(Enumerable.Range(1, found.Length), found);
        Assert.EndsWith("\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void When_the_reader_has_gone_it_ends_in_silence_as_by_SIGPIPE()
    {
        using var folder = new TemporaryFolder();
        var log = folder.Write("a.log", Record(1));
        var run = SuiteRun.Ausearch(host => host with { Output = new WriteHook(host.Output, static () => throw new ReaderGoneException()) }, "-if", log);
        Assert.Equal(new SuiteRun(141, "", ""), run);
    }

    [Fact]
    public void The_progress_line_says_how_far_it_is() => Assert.Equal(
        "ausearch: 50% of 200 MB 100 MB read, 50 MB/s, 3 found",
        ProgressLine.Text("ausearch", 100_000_000, 200_000_000, 3, TimeSpan.FromSeconds(2)));

    [Fact]
    public void A_line_of_a_megabyte_an_event_without_end_and_a_flood_of_nodes_are_survived()
    {
        using var folder = new TemporaryFolder();
        var text = new StringBuilder(Record(1));
        text.Append("type=USER_TTY msg=audit(1700000002.000:2): data=").Append('A', (1 << 20) + 100).Append('\n');
        for (var i = 0; i < 20_000; i++) text.Append("type=PATH msg=audit(1700000003.000:3): item=").Append(i).Append('\n');
        for (var i = 0; i < 5_000; i++) text.Append("node=n").Append(i).Append(" type=USER_TTY msg=audit(1700000004.000:").Append(i).Append("): pid=1\n");
        text.Append(Record(9));
        var run = SuiteRun.Ausearch("-if", folder.Write("a.log", text.ToString()), "-m", "USER_TTY,PATH");
        Assert.Equal((0, "ausearch: 1 malformed records skipped\n"), (run.ExitCode, run.Errors));
        Assert.Equal([1, 3], run.Serials()[..2]);
        Assert.Equal(5_003, run.Serials().Length);
    }

    private static string Record(int serial) =>
        FormattableString.Invariant($"type=USER_TTY msg=audit({1700000000 + serial}.000:{serial}): pid=1 uid=0 auid=0 ses=1\n");

    private static string Large(int records)
    {
        var text = new StringBuilder();
        for (var i = 1; i <= records; i++) text.Append(Record(i));
        return text.ToString();
    }

    private sealed class WriteHook(Stream inner, Action onWrite) : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer)
        {
            onWrite();
            inner.Write(buffer);
        }
    }
}
