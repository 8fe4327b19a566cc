using System.Text;
using Auspex.Rules;
using Auspex.Rules.Lint;
using Auspex.Text;

namespace Auspex.Tests.Text;

/// <summary>Messages in which strangers' words stand.</summary>
public sealed class MessageTextTests
{
    private const string Hostile = "a\u001B[2J\u009B1m\u007Fb\u202Egpj\U000E0041\u0007";
    private const string Shown = "a\\x1b[2J\\x9b1m\\x7fb\\u202egpj\\U000e0041\\x07";

    [Theory]
    [InlineData("plain → ä", "plain → ä")]
    [InlineData(Hostile, Shown)]
    [InlineData("two\nlines\n", "two\\x0alines\n")]
    [InlineData("", "")]
    public void What_a_terminal_would_obey_or_hide_becomes_an_escape(string text, string shown) => Assert.Equal(shown, MessageText.Of(text));

    [Fact]
    public void Bytes_that_are_no_UTF8_stay_but_for_controls()
    {
        var output = new ByteBuffer();
        MessageText.AppendLines([0xE4, 0x9B, (byte)'\n', 0xFF, 0x1B], output);
        Assert.Equal([0xE4, .. "\\x9b\n"u8, 0xFF, .. "\\x1b"u8], output.Written.ToArray());
    }

    [Fact]
    public void Findings_are_safe_whatever_stands_in_the_file()
    {
        var text = $"-w /{Hostile} -p wa -k {Hostile}\n-a always,exit -F {Hostile}=1\n-a always,exit -S {Hostile}\n{Hostile}\n-a always,{Hostile}\n-k \"{Hostile}\"\n"
            + $"-a never,exit -F exe=/{Hostile} -F exe=/b -k \"{Hostile}\"\n-w x{Hostile}\n-W /{Hostile} -k x\n-D -k\n-m {Hostile}\n--signal={Hostile}\n-e {Hostile}\n";
        var findings = new RuleLinter(new Auspex.Tests.Rules.FixedRuleHost(), null, new LintOptions()).Check([new LintFile("f" + Hostile, Encoding.UTF8.GetBytes(text))]);
        Assert.True(findings.Count > 8);
        Assert.All(findings, f => Assert.True(TerminalText.IsSafe(Encoding.UTF8.GetBytes(f.ToString())), f.ToString()));
        Assert.Contains(findings, f => f.ToString().Contains(Shown, StringComparison.Ordinal));
        var diagnostic = new RuleDiagnostic(RuleSeverity.Error, RuleFault.BadKey, new SourcePlace(Hostile, 1, 1, 1), Hostile, Hostile);
        Assert.True(TerminalText.IsSafe(Encoding.UTF8.GetBytes(diagnostic.ToString())));
    }
}
