using System.Globalization;
using Auspex.Linux.Control;
using Auspex.Tests.Interpretation;

namespace Auspex.Tests.Suite.Auditctl;

/// <summary>36 rule files through <c>auditctl -R</c> of 4.2.2.</summary>
public sealed class RuleFileGoldenTests
{
    private const string Path = "FILE";

    /// <summary>Where we part from 4.2.2 on purpose, by the names of docs/differences.md. Everywhere: file-messages.</summary>
    internal static readonly IReadOnlyDictionary<string, string> Departures = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["tab"] = "rule-file-blanks",
        ["tab-between"] = "rule-file-blanks",
        ["crlf"] = "rule-file-blanks",
        ["loginuid-immutable"] = "feature-version",
        ["msg"] = "file-messages", // the payload names the program of the golden run
        ["long-line"] = "long-lines",
    };

    public static TheoryData<string> Files =>
        [.. AuditctlGolden.ReadAll("auditctl-R-4.2.2.jsonl").Where(g => g.Text is not null).Select(g => g.Name)];

    [Fact]
    public void There_are_36_files() => Assert.Equal(36, Files.Count);

    [Theory]
    [MemberData(nameof(Files))]
    public void A_rule_file_does_what_4_2_2_makes_of_it(string name)
    {
        var golden = AuditctlGolden.ReadAll("auditctl-R-4.2.2.jsonl").First(g => g.Name == name);
        var host = Load(golden.Text!, out var exitCode);
        if (Departures.TryGetValue(name, out var departure) && departure == "rule-file-blanks")
        {
            Assert.Equal((1, 0), (golden.ExitCode, exitCode));
            Assert.NotEmpty(host.Sent);
            return;
        }

        Assert.Equal(golden.ExitCode, exitCode);
        Assert.Equal(AuditctlGoldenTests.WithOurVersion(golden.Output), host.Output);
        if (departure is null) Assert.Equal(golden.Sent, host.Sent.Select(AuditctlGolden.Describe), StringComparer.Ordinal);
        if (departure != "long-lines") Assert.Equal(golden.Errors, WithoutSyslog(host), StringComparer.Ordinal);
    }

    [Fact]
    public void Every_failing_file_says_why()
    {
        foreach (var golden in AuditctlGolden.ReadAll("auditctl-R-4.2.2.jsonl").Where(g => g is { Text: not null, ExitCode: 1 }))
        {
            var host = Load(golden.Text!, out var exitCode);
            Assert.True(exitCode == 0 || host.Complaints.Count > 0, golden.Name);
        }
    }

    [Theory]
    [InlineData("tab", "-a always,exit -S all|-a always,exit -S all")]
    [InlineData("tab-between", "-a always,exit -S all -F key=x")]
    [InlineData("crlf", "-a always,exit -S all")]
    public void Tabs_separate_and_the_ends_of_DOS_lines_are_ends(string name, string rules)
    {
        var golden = AuditctlGolden.ReadAll("auditctl-R-4.2.2.jsonl").First(g => g.Name == name);
        var host = Load(golden.Text!, out _);
        var listed = host.Sent.Select(s => Auspex.Rules.RuleWire.TryParse(s.Payload, out var rule) ? Tests.Rules.RuleReading.List(rule) : "?");
        Assert.Equal(rules.Split('|'), listed, StringComparer.Ordinal);
    }

    private static RecordingHost Load(string text, out int exitCode)
    {
        var host = new RecordingHost();
        host.Files[Path] = (RuleFileState.Read, text);
        exitCode = host.Run("-R", Path);
        return host;
    }

    /// <summary>
    /// What 4.2.2 would have written to standard error: everything once a rule has been sent, before that only the errors of fields;
    /// the rest went to syslog (docs/differences.md, file-messages). Notes of the library it loses (library-messages).
    /// </summary>
    private static IEnumerable<string> WithoutSyslog(RecordingHost host)
    {
        var fieldErrors = File.ReadLines(Shared.Path("facts/rule-error-messages.tsv")).Skip(1).Select(l => l.Split('\t')[3].Trim())
            .Where(m => m.Length > 0).ToArray();
        foreach (var (line, rulesBefore) in host.Complaints)
        {
            if (line == "perm used without an arch is slower" || line.StartsWith("auditctl: did you mean ", StringComparison.Ordinal)) continue;
            var isFieldError = Array.Exists(fieldErrors, m => line.Contains(m, StringComparison.Ordinal));
            if (rulesBefore > 0 || isFieldError) yield return line.Replace(Path, "FILE", StringComparison.Ordinal).ToString(CultureInfo.InvariantCulture);
        }
    }
}
