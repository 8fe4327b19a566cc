using System.Text;
using Auspex.Rules;
using Auspex.Rules.Commands;
using Auspex.Rules.Files;
using Auspex.Text;

namespace Auspex.Tests.Rules;

/// <summary>Short ways from text to rules and back, for tests.</summary>
internal static class RuleReading
{
    /// <summary>The command that a line of a rule file asks for.</summary>
    public static AuditCommand Command(string line, IRuleHost? host = null) => File(line, host).First().Command;

    /// <summary>All lines of a rule file.</summary>
    public static RuleLine[] File(string text, IRuleHost? host = null) =>
        [.. new RuleFileReader(host ?? new FixedRuleHost(), "test.rules", Encoding.UTF8.GetBytes(text)).ReadAll()];

    /// <summary>The rule that a line means; fails the test when there is none.</summary>
    public static Rule Rule(string line, IRuleHost? host = null)
    {
        var command = Command(line, host);
        Assert.True(!command.IsBroken, $"{line}: {string.Join('\n', command.Diagnostics)}");
        return command.Steps[^1].Rule ?? throw new InvalidOperationException(line);
    }

    /// <summary>The rule as it is listed.</summary>
    public static string List(RuleWire rule, IRuleHost? host = null)
    {
        var output = new ByteBuffer();
        new RuleListing((host ?? new FixedRuleHost()).Machine).Append(rule, output);
        return Encoding.UTF8.GetString(output.Written);
    }

    /// <summary>The only error of a line.</summary>
    public static RuleDiagnostic Error(string line, IRuleHost? host = null) =>
        Assert.Single(Command(line, host).Diagnostics, d => d.Severity == RuleSeverity.Error);
}
