using System.Text;
using Auspex.SystemTests.Support;
using Auspex.Tool.Suite;

namespace Auspex.SystemTests.Watch;

/// <summary>What terminals and other ends of standard output and error get, and what happens when they take nothing.</summary>
public sealed class TerminalTests
{
    /// <summary>Command lines that change nothing: every tool's help, mistakes, and what is written from both streams.</summary>
    public static TheoryData<string> CommandLines =>
    [
        .. SuiteTools.All.Select(t => t.Name + " --help"),
        .. SuiteTools.All.Where(t => !t.Name.StartsWith("audisp", StringComparison.Ordinal)).Select(t => t.Name + " --no-such-option"),
        "", "--help", "--version", "wach", "watch --if /no/such/log", "ps --color never", "tree --color never", "rules lint /no/such/file",
        "rules explain -w /etc/passwd", "auditctl -R /no/such/rules", "auditctl -v", "ausyscall 2", "doctor --no-such-option", "shadow --log /no/such/log",
    ];

    [Theory]
    [MemberData(nameof(CommandLines))]
    public void No_escape_sequence_is_written_to_a_terminal(string line)
    {
        var (_, output) = PseudoTerminal.Run(AuspexProgram.Path, line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.NotEmpty(output);
        Assert.False(output.Contains((byte)0x1B), Encoding.Latin1.GetString(output).Replace("\e", "<ESC>", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("wach 2>/dev/full", 2)]
    [InlineData("watch --if /no/such/log 2>/dev/full", 2)]
    [InlineData("rules lint /no/such/file 2>/dev/full", 3)]
    [InlineData("auditctl -R /no/such/file 2>/dev/full", 1)]
    [InlineData("ausearch --no-such-option 2>/dev/full", 1)]
    [InlineData("auditd --no-such-option 2>/dev/full", 2)]
    public void What_cannot_be_told_changes_no_exit_code(string line, int expected)
    {
        var result = AuspexTool.RunShell("$AUSPEX " + line);
        if (line.StartsWith("auditctl", StringComparison.Ordinal) && result.ExitCode == 4) Assert.Skip("needs CAP_AUDIT_CONTROL");
        Assert.Equal((expected, ""), (result.ExitCode, result.Output + result.Errors));
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("ps")]
    [InlineData("rules explain -w /etc/passwd")]
    [InlineData("ausyscall --dump")]
    public void A_full_disk_behind_standard_output_is_told(string line)
    {
        var result = AuspexTool.RunShell($"$AUSPEX {line} >/dev/full");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("No space left on device", result.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--help", 0)]
    [InlineData("ps", 0)]
    [InlineData("auditctl --help", 0)]
    [InlineData("ausyscall --dump", 141)]
    public void A_reader_that_has_gone_is_no_failure(string line, int expected)
    {
        var result = AuspexTool.RunShell($"exec 3>&1; {{ sleep 0.2; $AUSPEX {line}; echo $? >&3; }} | true");
        Assert.Equal(($"{expected}\n", ""), (result.Output, result.Errors));
    }
}
