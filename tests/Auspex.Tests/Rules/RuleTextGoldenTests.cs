using System.Text;
using Auspex.Rules;

namespace Auspex.Tests.Rules;

/// <summary>The text of rules beside the bytes that auditctl 3.0 made of it on Linux 5.13 (../shared/data/rules-wire).</summary>
public sealed class RuleTextGoldenTests
{
    [Fact]
    public void Rules_read_from_text_are_the_bytes_that_auditctl_made()
    {
        var folder = Interpretation.Shared.Path("data/rules-wire");
        var compared = 0;
        foreach (var (file, text, bytes) in RuleWireGoldenTests.ReadAll(folder))
        {
            if (text.AsSpan().IndexOfAny('"', '\'') >= 0) continue; // quoted for another reader than auditctl
            Assert.True(RuleWire.TryParse(bytes, out var golden), $"{file}: {text}");
            var host = new FixedRuleHost();
            var first = golden.ConditionCount > 0 ? golden.GetCondition(0) : default;
            if (first.Field == RuleField.Dir) host.Directories.Add(Encoding.UTF8.GetString(first.Text));
            else if (first.Field == RuleField.Path) host.Directories.Remove(Encoding.UTF8.GetString(first.Text));

            // Since 4.0 permissions of an architecture bring their calls (spec 11.1); 3.0 took all.
            var command = RuleReading.Command(text, host);
            Assert.False(command.IsBroken, $"{file}: {text}: {string.Join('\n', command.Diagnostics)}");
            var rule = command.Steps[^1].Rule!;
            if (rule is { Syscalls.Count: 0, NamesSyscalls: true }) continue;
            Assert.True(golden.Equals(rule.ToWire()), $"{file}: {text}\n{RuleReading.List(rule.ToWire())}");
            compared++;
        }

        Assert.True(compared >= 58, $"only {compared} rules were compared");
        TestContext.Current.TestOutputHelper?.WriteLine($"{compared} rules");
    }
}
