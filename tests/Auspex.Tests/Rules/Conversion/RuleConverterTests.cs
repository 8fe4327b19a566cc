using System.Text;
using System.Text.Json;
using Auspex.Rules;
using Auspex.Rules.Conversion;
using Auspex.Tables;
using Auspex.Tests.Support;

namespace Auspex.Tests.Rules.Conversion;

/// <summary>Rules in today's form, which ask for the same.</summary>
public sealed class RuleConverterTests
{
    [Theory]
    [InlineData("-w /etc/passwd -p wa -k id", "-a always,exit -F arch=b64 -F path=/etc/passwd -F perm=wa -F key=id\n-a always,exit -F arch=b32 -F path=/etc/passwd -F perm=wa -F key=id")]
    [InlineData("-w /etc -k a -k b", "-a always,exit -F arch=b64 -F dir=/etc -F perm=rwxa -F key=a -F key=b\n-a always,exit -F arch=b32 -F dir=/etc -F perm=rwxa -F key=a -F key=b")]
    [InlineData("-W /tmp -p x", "-d always,exit -F arch=b64 -F dir=/tmp -F perm=x\n-d always,exit -F arch=b32 -F dir=/tmp -F perm=x")]
    [InlineData(@"-w /etc/a\ b -p r", "-a always,exit -F arch=b64 -F path=/etc/a\\ b -F perm=r\n-a always,exit -F arch=b32 -F path=/etc/a\\ b -F perm=r")]
    [InlineData("-a exit,always -S open -S close -F arch=b64 -k x", "-a exit,always -S open -S close -F arch=b64 -k x")] // no rule: arch stands too late
    [InlineData("-a exit,always -F arch=b64 -S open -S close -F auid>=1000 -F auid!=-1 -k x", "-a always,exit -F arch=b64 -S open,close -F auid>=1000 -F auid!=-1 -F key=x")]
    [InlineData("-A exit,never -F uid=chrony -F arch=b32 -S all", "-A never,exit -F arch=b32 -S all -F uid=chrony")]
    [InlineData("-a always,exit -F dir=/etc/ -F perm=wa -k x", "-a always,exit -F arch=b64 -F dir=/etc/ -F perm=wa -F key=x\n-a always,exit -F arch=b32 -F dir=/etc/ -F perm=wa -F key=x")]
    [InlineData("-a always,exit -F arch=b64 -S all -C uid!=euid -F exit=-EPERM", "-a always,exit -F arch=b64 -S all -C uid!=euid -F exit=-EPERM")]
    [InlineData("-a always,exclude -F msgtype=CWD", "-a always,exclude -F msgtype=CWD")]
    [InlineData("  -b 8192", "  -b 8192")]
    [InlineData("# -w /etc -p r", "# -w /etc -p r")]
    public void A_line_is_written_in_todays_form(string line, string expected) => Assert.Equal(expected + "\n", Convert(line + "\n").Text);

    [Fact]
    public void A_second_conversion_changes_nothing()
    {
        var first = Convert("## words\n\n-D\n-w /etc/passwd -p wa -k id\n-a exit,always -F arch=b64 -S open -k x\n-e 2");
        Assert.Equal(2, first.Changed);
        Assert.Equal((first.Text, 0), Convert(first.Text));
    }

    [Fact]
    public void A_machine_of_one_width_needs_one_rule() =>
        Assert.Equal("-a always,exit -F arch=b64 -F path=/a -F perm=w\n", Convert("-w /a -p w\n", new FixedRuleHost { Machine = Machine.RiscV64 }).Text);

    [Fact]
    public void Golden_files_ask_for_the_same_after_conversion()
    {
        var count = 0;
        foreach (var line in File.ReadLines(TestFiles.Shared("data/golden/auditctl-R-4.2.2.jsonl")))
        {
            using var golden = JsonDocument.Parse(line);
            if (!golden.RootElement.TryGetProperty("text", out var text)) continue;
            AssertSame(text.GetString()!);
            count++;
        }

        Assert.True(count >= 30);
    }

    /// <summary>Line by line: the same conditions, save the width; a rule for all calls becomes one that names those of its permissions.</summary>
    private static void AssertSame(string text)
    {
        foreach (var line in text.Split('\n').Where(l => l.Length < 4096))
        {
            var before = RulesOf(line);
            var after = RulesOf(Convert(line + "\n").Text);
            Assert.Equal(before.Length == 0, after.Length == 0);
            foreach (var rule in after)
            {
                var old = Assert.Single(before);
                Assert.Equal((old.Verb, old.List, old.Action), (rule.Verb, rule.List, rule.Action));
                Assert.Equal(Terms(old), Terms(rule), StringComparer.Ordinal);
                Assert.Equal(old.Keys.Select(k => k.ToString()), rule.Keys.Select(k => k.ToString()), StringComparer.Ordinal);
                if (old.Terms.All(t => t.Field != RuleField.Perm)) Assert.True(old.ToWire().AllSyscalls == rule.ToWire().AllSyscalls);
            }
        }
    }

    [Fact]
    public void Of_very_many_errors_the_first_are_kept_and_every_line_stays()
    {
        var text = string.Concat(Enumerable.Repeat("x\n", RuleConverter.MaxErrors + 500));
        var converted = new RuleConverter(new FixedRuleHost()).Convert("a.rules", Encoding.UTF8.GetBytes(text));
        Assert.Equal(RuleConverter.MaxErrors, converted.Errors.Count);
        Assert.Equal(text, Encoding.UTF8.GetString(converted.Text.Span));
    }

    private static string[] Terms(Rule rule) => [.. rule.Terms.Where(t => t.Field != RuleField.Arch)
        .Select(t => $"{t.Field} {t.Operator} {t.Value} {Encoding.UTF8.GetString(t.Text.Span)}")];

    private static Rule[] RulesOf(string text)
    {
        var commands = RuleReading.File(text).Select(l => l.Command).ToArray();
        return [.. commands.Where(c => !c.IsBroken).SelectMany(c => c.Steps).Select(s => s.Rule).OfType<Rule>()];
    }

    private static (string Text, int Changed) Convert(string text, IRuleHost? host = null)
    {
        var converted = new RuleConverter(host ?? new FixedRuleHost()).Convert("a.rules", Encoding.UTF8.GetBytes(text));
        return (Encoding.UTF8.GetString(converted.Text.Span), converted.ChangedLines);
    }
}
