using System.Text;
using System.Text.RegularExpressions;
using Auspex.Rules;
using Auspex.Rules.Files;
using Auspex.Rules.Lint;
using Auspex.Tables;
using Auspex.Tests.Support;

namespace Auspex.Tests.Rules.Lint;

/// <summary>The rule sets of rules/: clean, loadable, and as the table tells.</summary>
public sealed partial class RuleSetsTests
{
    private static string Folder => Path.Combine(TestFiles.Root, "rules");

    private static LintFile[] Files => [.. Directory.GetFiles(Folder, "*.rules").Order(RuleFileOrder.Instance)
        .Select(f => new LintFile(Path.GetFileName(f), File.ReadAllBytes(f)))];

    [Fact]
    public void The_whole_set_gives_no_finding()
    {
        var findings = new RuleLinter(new FixedRuleHost(), null, new LintOptions { IsMerged = true }).Check(Files);
        Assert.Empty(findings);
        Assert.True(Files.Length >= 9);
    }

    [Fact]
    public void Each_file_by_itself_gives_no_finding()
    {
        foreach (var file in Files) Assert.Empty(new RuleLinter(new FixedRuleHost(), null, new LintOptions { IsPart = true }).Check([file]));
    }

    [Fact]
    public void Every_rule_becomes_bytes_and_comes_back_as_the_same_rule()
    {
        var count = 0;
        foreach (var rule in Files.SelectMany(Rules))
        {
            var wire = rule.ToWire();
            Assert.True(RuleWire.TryParse(wire.Bytes, out var back));
            Assert.Equal(wire, back);
            Assert.Equal(wire, RuleReading.Rule(RuleReading.List(wire)).ToWire());
            Assert.Contains(wire.Arch, new uint?[] { (uint)AuditArch.X8664, (uint)AuditArch.I386 });
            count++;
        }

        Assert.Equal(File.ReadLines(Path.Combine(Folder, "rules.tsv")).Count() - 1, count);
    }

    [Fact]
    public void The_table_says_what_the_comments_say()
    {
        var rows = File.ReadLines(Path.Combine(Folder, "rules.tsv")).Skip(1).Select(l => l.Split('\t')).ToList();
        var expected = Directory.GetFiles(Folder, "*.rules").Order(StringComparer.Ordinal).SelectMany(Commented);
        Assert.Equal(expected, rows.Select(r => string.Join('\t', r)), StringComparer.Ordinal);
        Assert.All(rows, r => Assert.Matches(Requirement(), r[2]));
        Assert.All(rows, r => Assert.Matches(Technique(), r[3]));
        Assert.Superset(new HashSet<string>(StringComparer.Ordinal) { "pci_fileint", "pci_exec", "pci_priv" }, rows.Select(r => r[1]).ToHashSet(StringComparer.Ordinal));
    }

    /// <summary>A block is its reason, its mapping, its rules.</summary>
    private static IEnumerable<string> Commented(string file)
    {
        var (reason, pci, attack, previous) = ("", "", "", "");
        foreach (var line in File.ReadLines(file))
        {
            if (Mapping().Match(line) is { Success: true } mapping)
            {
                reason = previous[3..];
                (pci, attack) = (mapping.Groups["pci"].Value.Replace(", ", " ", StringComparison.Ordinal), mapping.Groups["attack"].Value.Replace(", ", " ", StringComparison.Ordinal));
            }
            else if (line.StartsWith("-a ", StringComparison.Ordinal))
            {
                var key = Encoding.UTF8.GetString(RuleReading.Rule(line).Keys[0].Span);
                yield return string.Join('\t', Path.GetFileName(file), key, pci, attack, line, reason);
            }
            else if (line.Length == 0)
            {
                (reason, pci, attack) = ("", "", "");
            }

            previous = line;
        }
    }

    private static IEnumerable<Rule> Rules(LintFile file) =>
        new RuleFileReader(new FixedRuleHost(), file.Name, file.Text).ReadAll().SelectMany(l => l.Command.Steps).Select(s => s.Rule).OfType<Rule>();

    [GeneratedRegex(@"^## PCI DSS 4\.0\.1: (?<pci>.+)\. MITRE ATT&CK: (?<attack>.+)\.$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Mapping();

    [GeneratedRegex(@"^(10\.[2-7]|11\.5)(\.\d+)+( (10\.[2-7]|11\.5)(\.\d+)+)*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Requirement();

    [GeneratedRegex(@"^(-|T\d{4}(\.\d{3})?( T\d{4}(\.\d{3})?)*)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Technique();
}
