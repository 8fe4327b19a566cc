using System.Text.RegularExpressions;
using Auspex.Rules;
using Auspex.Rules.Lint;
using Auspex.Tests.Support;

namespace Auspex.Tests.Rules.Lint;

/// <summary>docs/rules-lint.md tells of every code, and of no other.</summary>
public sealed partial class LintCodesTests
{
    [Fact]
    public void The_document_lists_every_code_with_its_name()
    {
        var rows = Row().Matches(File.ReadAllText(Path.Combine(TestFiles.Root, "docs/rules-lint.md")))
            .Select(m => (m.Groups["code"].Value, m.Groups["name"].Value)).ToArray();
        Assert.Equal(Enum.GetValues<LintCode>().Select(c => (LintCodes.Text(c), c.ToString())), rows);
    }

    [Fact]
    public void The_document_tells_the_severity_of_what_sets_are_checked_for()
    {
        var rows = Row().Matches(File.ReadAllText(Path.Combine(TestFiles.Root, "docs/rules-lint.md")))
            .Where(m => string.CompareOrdinal(m.Groups["code"].Value, "AL200") > 0);
        foreach (var row in rows)
        {
            var code = Enum.Parse<LintCode>(row.Groups["name"].Value);
            Assert.Equal(LintCodes.SeverityOf(code).ToString(), row.Groups["severity"].Value, ignoreCase: true);
        }
    }

    [Fact]
    public void Every_fault_of_a_line_has_a_code_of_its_own()
    {
        var codes = Enum.GetValues<RuleFault>().Select(LintCodes.Of).ToArray();
        Assert.Equal(codes.Length, codes.Distinct().Count());
    }

    [GeneratedRegex(@"^\| (?<code>AL\d+) \| (?<name>\w+) \| (?<severity>\w+) \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Row();
}
