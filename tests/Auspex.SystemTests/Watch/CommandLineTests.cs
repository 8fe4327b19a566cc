using Auspex.SystemTests.Support;

namespace Auspex.SystemTests.Watch;

/// <summary>What is said to command lines that are wrong, and to those that ask for help.</summary>
public sealed class CommandLineTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("wach", "unknown command 'wach'; did you mean watch? there are watch, ")]
    [InlineData("asearch", "unknown command 'asearch'; did you mean ausearch? there are watch, ")]
    [InlineData("rules exlain", "unknown command 'exlain'; did you mean explain? there are ")]
    [InlineData("--man audit.ruls", "unknown page 'audit.ruls'; did you mean audit.rules? there are ")]
    [InlineData("watch --jsno", "unknown option --jsno; did you mean --json?")]
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
    [InlineData("ausearch --mesage EXECVE", "ausearch: did you mean --message?")]
    [InlineData("ausearch -m EXECV", "ausearch: did you mean EXECVE?")]
    [InlineData("aureport --evnet", "aureport: did you mean --event?")]
    [InlineData("aulast --profo", "aulast: did you mean --proof?")]
    [InlineData("aulastlog --sdtin", "aulastlog: did you mean --stdin?")]
    [InlineData("ausyscall opne", "ausyscall: did you mean open?")]
    [InlineData("ausyscall --dmup", "ausyscall: did you mean --dump?")]
    [InlineData("augenrules --laod", "augenrules: did you mean --load?")]
    [InlineData("auditd --foregruond", "auditd: unrecognized option '--foregruond'; did you mean --foreground?")]
    public void A_mistyped_word_of_a_tool_is_answered_with_the_one_that_was_meant(string line, string expected)
    {
        var result = AuspexTool.Run(line.Split(' '));
        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains(expected, result.Errors.Split('\n'), StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("rules convert /no/such/file", "auspex: /no/such/file: No such file or directory\n")]
    [InlineData("rules lint /no/such/file", "auspex: /no/such/file: No such file or directory\n")]
    [InlineData("rules plan --loaded /etc/hostname /no/such/rules", "auspex: /no/such/rules: No such file or directory\n")]
    public void A_failure_is_told_in_the_words_of_the_system(string line, string expected) =>
        Assert.Equal(expected, AuspexTool.Run(line.Split(' ')).Errors);

    [Theory]
    [InlineData("--help", "watch")]
    [InlineData("watch --help", "--json")]
    [InlineData("help tree", "--at")]
    [InlineData("ps --help", "--exited")]
    [InlineData("--version", "auspex ")]
    [InlineData("--help", "audisp-syslog")]
    [InlineData("watch -h", "--json")]
    [InlineData("rules -h", "explain")]
    [InlineData("help ausearch", "--gaps")]
    public void Help_is_given(string line, string expected)
    {
        var result = AuspexTool.Run(line.Split(' '));
        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.Contains(expected, result.Output, StringComparison.Ordinal);
    }
}
