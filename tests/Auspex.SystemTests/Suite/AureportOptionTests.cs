using System.Text.Json;
using Auspex.SystemTests.Support;
using Auspex.Tool;

namespace Auspex.SystemTests.Suite;

/// <summary>The 60 command lines of the golden, each with exit code, standard output and standard error, byte for byte.</summary>
public sealed class AureportOptionTests
{
    /// <summary>What is printed of a log's name.</summary>
    private const string GoldenName = "logs/synthetic.log";

    public static TheoryData<string> Lines()
    {
        var data = new TheoryData<string>();
        var path = Path.GetFullPath(Path.Combine(Repository.Root, "../shared/data/golden/aureport-options-4.2.2.jsonl"));
        if (!File.Exists(path)) return data;
        foreach (var line in File.ReadLines(path)) data.Add(line);
        return data;
    }

    [Fact]
    public void There_are_60_command_lines() =>
        Assert.Equal(60, File.ReadAllLines(SharedData.PathOf("golden/aureport-options-4.2.2.jsonl")).Length);

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Lines))]
    public void Over_the_events_that_the_reference_takes_a_command_line_gives_the_same(string line)
    {
        var golden = JsonDocument.Parse(line).RootElement;
        string[] words = [.. golden.GetProperty("args").EnumerateArray().Select(a => a.GetString()!)];
        using var folder = new TemporaryFolder();
        var log = AureportWorld.WriteWithoutDropped(folder.FullName, words);
        var run = AureportWorld.Run(log, words);
        Assert.Equal(golden.GetProperty("rc").GetInt32(), run.ExitCode);
        // Behind what scripts read, the version says whose it is.
        var output = run.Output.Replace($" (auspex {Program.Version})", "", StringComparison.Ordinal);
        Assert.Equal(golden.GetProperty("stdout").GetString(), output.Replace(log, GoldenName, StringComparison.Ordinal));
        Assert.Equal(ExpectedErrors(golden, words), WithoutHint(run.Errors));
    }

    [Theory]
    [InlineData("--format", "xml", "Unknown option (xml)\naureport: a format is one of text, json, csv\n")]
    [InlineData("--eoe-timeout", "0", "Illegal value for End of Event Timeout, was 0\n")]
    [InlineData("-i", "word", "Argument is NOT required for -i\n")]
    [InlineData("--node", "-e", "Argument is required for --node\n")]
    [InlineData("-x", "-f", "Error - only one report can be specified")]
    public void A_wrong_command_line_is_refused_with_the_usage(string first, string second, string errors)
    {
        using var folder = new TemporaryFolder();
        var run = AureportWorld.Run(Path.Combine(folder.FullName, "none"), first, second);
        Assert.Equal((1, errors), (run.ExitCode, run.Errors));
        Assert.StartsWith("usage: aureport [options]\n", run.Output);
        Assert.EndsWith("If no report is given, the summary report will be displayed\n", run.Output);
    }

    [Theory]
    [InlineData("-x", "word", "")]
    [InlineData("--tty", "--summary", "\n")]
    public void A_report_that_there_is_not_is_refused_without_the_usage(string first, string second, string output)
    {
        using var folder = new TemporaryFolder();
        var run = AureportWorld.Run(Path.Combine(folder.FullName, "none"), first, second);
        Assert.Equal((1, "Unimplemented option\n", output), (run.ExitCode, run.Errors, run.Output));
    }

    [Fact]
    public void A_log_that_is_not_there_is_told_after_the_title()
    {
        using var folder = new TemporaryFolder();
        var run = AureportWorld.Run(Path.Combine(folder.FullName, "none"), "-r");
        Assert.Equal((1, "stat: No such file or directory\n"), (run.ExitCode, run.Errors));
        Assert.EndsWith("# date time type success event\n==============================\n", run.Output);
    }

    [Fact]
    public void Events_that_add_and_events_that_remove_can_be_left_out()
    {
        var both = AureportWorld.Run(SharedData.SyntheticLog, "-m").Output;
        Assert.Contains("useradd", both, StringComparison.Ordinal);
        Assert.Contains("useradd", AureportWorld.Run(SharedData.SyntheticLog, "-m", "--add").Output, StringComparison.Ordinal);
        Assert.DoesNotContain("useradd", AureportWorld.Run(SharedData.SyntheticLog, "-m", "--delete").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_node_is_told_by_its_whole_name()
    {
        var run = AureportWorld.Run(SharedData.SyntheticLog, "-e", "--node", "hostA");
        Assert.Equal(0, run.ExitCode);
        Assert.EndsWith("1. 11/14/23 22:14:36 900 SYSCALL 4000 yes\n", run.Output);
        Assert.Equal(2, AureportWorld.Run(SharedData.SyntheticLog, "-e", "--node", "hostB", "--node", "hostA").Output.Split(" 900 ").Length - 1);
    }

    [Fact]
    public void Each_log_of_a_folder_has_its_own_range()
    {
        using var folder = new TemporaryFolder();
        var log = Path.Combine(folder.FullName, "audit.log");
        File.WriteAllText(log, "type=USER msg=audit(1700000012.500:2): pid=1\ntype=USER msg=audit(1700000010.000:1): pid=1\nnothing\n");
        File.WriteAllText(log + ".1", "type=USER msg=audit(1600000000.000:1): pid=1\n");
        File.WriteAllText(log + ".2", "nothing\n");
        var run = AureportWorld.Run(folder.FullName, "-t");
        Assert.Equal(
            $"\nLog Time Range Report\n=====================\n{log}.2: no records\n{log}.1: 09/13/20 12:26:40.000 - 09/13/20 12:26:40.000\n"
            + $"{log}: 11/14/23 22:13:30.000 - 11/14/23 22:13:32.500\n", run.Output);
    }

    /// <summary>Without the line that says what would be right: docs/differences.md, hint.</summary>
    private static string WithoutHint(string errors)
    {
        var hint = errors.IndexOf("\naureport: ", StringComparison.Ordinal) + 1;
        if (hint == 0) return errors;
        Assert.Equal(errors.Length - 1, errors.IndexOf('\n', hint)); // it is one line, and the last
        return errors[..hint];
    }

    /// <summary>Without what we do not say: sockaddr-message, and what 4.2.2 tells with --debug of events that it drops (debug).</summary>
    private static string ExpectedErrors(JsonElement golden, string[] words) =>
        words.Contains("--debug") ? "" : golden.GetProperty("stderr").GetString()!.Replace("sockaddr len too short\n", "", StringComparison.Ordinal);
}
