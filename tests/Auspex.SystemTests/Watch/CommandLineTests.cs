using Auspex.SystemTests.Support;

namespace Auspex.SystemTests.Watch;

/// <summary>What is said to command lines that are wrong, and to those that ask for help.</summary>
public sealed class CommandLineTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("wach", "unknown command 'wach'; there are watch, ")]
    [InlineData("watch --nonsense", "unknown option --nonsense; --help lists the options")]
    [InlineData("watch --js", "unknown option --js; did you mean --json?")]
    [InlineData("watch -Z", "unknown option -Z")]
    [InlineData("watch 42", "watch takes no operand; '42' was given")]
    [InlineData("watch --json=yes", "--json takes no value")]
    [InlineData("watch --for", "--for needs a value: --for TIME")]
    [InlineData("watch --for soon", "--for: 'soon' is no time")]
    [InlineData("watch --for 0", "--for: '0' is no time")]
    [InlineData("watch --for -1", "--for: '-1' is no time")]
    [InlineData("watch --count 0", "--count: '0' is no whole number from 1")]
    [InlineData("watch --count 1 --count 2", "--count is given twice")]
    [InlineData("watch --pid x", "--pid: 'x' is no process id")]
    [InlineData("watch --tree 0", "--tree: '0' is no process id")]
    [InlineData("watch --user no-such-user", "--user: no user is called 'no-such-user' on this machine")]
    [InlineData("watch --only birth", "--only: 'birth' is none of fork, exec, exit")]
    [InlineData("watch --color red", "--color: 'red' is none of auto, always, never")]
    [InlineData("watch --if /no/such/log", "no such file: /no/such/log")]
    [InlineData("watch --if - --if -", "standard input can be read only once")]
    [InlineData("watch --if - --record x", "--record is for watching live, and --if reads what was recorded")]
    [InlineData("watch --if - --for 3", "--for is for watching live")]
    [InlineData("watch --if - --no-rules", "--no-rules is for watching live")]
    [InlineData("watch --if - --snapshot", "--snapshot is for watching live")]
    [InlineData("watch --if - --no-acct --acct /dev/null", "--no-acct and --acct exclude each other")]
    [InlineData("tree --if /no/such/log", "no such file: /no/such/log")]
    [InlineData("tree --at 12:00", "--at: '12:00' is no time")]
    [InlineData("tree --at @1", "--at needs --if FILE")]
    [InlineData("ps --exited", "--exited needs --if FILE")]
    [InlineData("ps --acct /no/such/pacct --if -", "no such file: /no/such/pacct")]
    public void A_wrong_command_line_is_answered_with_a_sentence_and_code_2(string line, string expected)
    {
        var result = AuspexTool.Run(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.StartsWith(expected.Length == 0 ? "" : "auspex: " + expected, result.Errors, StringComparison.Ordinal);
        Assert.NotEmpty(result.Errors);
    }

    [Fact]
    public void A_folder_in_place_of_a_log_is_answered_with_a_sentence()
    {
        var result = AuspexTool.Run("watch", "--if", "/tmp");
        Assert.NotEqual(0, result.ExitCode);
        Assert.StartsWith("auspex: ", result.Errors, StringComparison.Ordinal);
        Assert.Single(result.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Theory]
    [InlineData("--help", "watch")]
    [InlineData("watch --help", "--json")]
    [InlineData("help tree", "--at")]
    [InlineData("ps --help", "--exited")]
    [InlineData("--version", "auspex ")]
    public void Help_is_given(string line, string expected)
    {
        var result = AuspexTool.Run(line.Split(' '));
        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.Contains(expected, result.Output, StringComparison.Ordinal);
    }
}
