using System.Text;
using Auspex.Interpretation;
using Auspex.Rules;
using Auspex.Tests.Interpretation;
using Auspex.Tests.Support;
using Auspex.Text;
using Auspex.Tool.Suite.Common;

namespace Auspex.Tests.Suite.Auditctl;

/// <summary>223 command lines of auditctl 4.2.2: exit code, both streams, what the kernel was sent, and how it is listed.</summary>
public sealed class AuditctlGoldenTests
{
    private const string Generic = "There was an error while processing parameters";
    private const string TwoWords = "-a always,exit -F arch=b64 -S open -k \"two words\"";
    private const string SlowPerm = "perm used without an arch is slower";

    /// <summary>Where we part from 4.2.2 on purpose, by the names of docs/differences.md.</summary>
    private static readonly Dictionary<string, (string Name, int ExitCode, string[] Errors)> Departures = new(StringComparer.Ordinal)
    {
        ["-a always,exit -F arch=b64 -S open,bogus"] = ("library-messages", 255, ["Syscall name unknown: bogus", Generic]),
        ["-a always,exit -F uid=nosuchuser"] = ("library-messages", 255, ["Unknown user: nosuchuser", Generic]),
        ["-a always,exit -F gid=nosuchgroup"] = ("library-messages", 255, ["Unknown group: nosuchgroup", Generic]),
        ["-a always,exit -F gid=-1"] = ("library-messages", 255, ["Unknown group: -1", Generic]),
        ["-a always,exit -F path=/etc/passwd -F perm=wa -F key=pw"] = ("library-messages", 0, [SlowPerm]),
        ["-a always,exit -F dir=/etc -F perm=wa -k etc"] = ("library-messages", 0, [SlowPerm]),
        ["-a always,entry -S open"] = ("bad-list", 255, ["Append rule - bad keyword always,entry", Generic]),
        ["-a always,watch"] = ("bad-list", 255, ["Append rule - bad keyword always,watch", Generic]),
        ["-a always,bogus"] = ("bad-list", 255, ["Append rule - bad keyword always,bogus", Generic]),
        ["-a always,always"] = ("bad-list", 255, ["Append rule - bad keyword always,always", Generic]),
        ["-a always,exclude -F perm=wa"] = ("exclude-perm", 255, ["perm can only be used with exit filter list", Generic]),
        ["-R /nonexistent"] = ("file-messages", 1, ["audit rules file /nonexistent doesn't exist"]),
    };

    /// <summary>Where only what is sent or listed differs.</summary>
    private static readonly Dictionary<string, string> OtherForms = new(StringComparer.Ordinal)
    {
        ["-a always,io_uring -S all"] = "uring-all",
        [TwoWords] = "list-escapes",
        ["--loginuid-immutable"] = "feature-version",
        ["-v"] = "version",
        ["-a always,exit -F bogus=1"] = "suggestions",
    };

    public static TheoryData<string> Lines =>
        [.. AuditctlGolden.ReadAll("auditctl-4.2.2.jsonl").Select(g => g.Name)];

    [Fact]
    public void There_are_223_lines() => Assert.Equal(223, AuditctlGolden.ReadAll("auditctl-4.2.2.jsonl").Count);

    [Theory]
    [MemberData(nameof(Lines))]
    public void A_command_line_does_what_4_2_2_does(string line)
    {
        var golden = AuditctlGolden.ReadAll("auditctl-4.2.2.jsonl").First(g => g.Name == line);
        var host = new RecordingHost();
        if (golden.Arguments[0] == "-m") host.Origin = host.Origin with { Program = Encoding.UTF8.GetBytes(ExeOf(golden)) };
        var exitCode = host.Run(golden.Arguments);
        var departs = Departures.TryGetValue(line, out var departure);

        Assert.Equal(departs ? departure.ExitCode : golden.ExitCode, exitCode);
        Assert.Equal(departs ? departure.Errors : golden.Errors, Errors(host), StringComparer.Ordinal);
        Assert.Equal(WithOurVersion(golden.Output), host.Output);
        if (departs && departure.ExitCode != golden.ExitCode)
        {
            Assert.Empty(host.Sent);
            return;
        }

        if (!OtherForms.ContainsKey(line)) Assert.Equal(golden.Sent, host.Sent.Select(AuditctlGolden.Describe), StringComparer.Ordinal);
        CheckListing(golden, host, line);
    }

    [Fact]
    public void The_operations_of_io_uring_are_all_of_them()
    {
        var host = new RecordingHost();
        Assert.Equal(0, host.Run("-a", "always,io_uring", "-S", "all"));
        Assert.True(RuleWire.TryParse(host.Sent.Single().Payload, out var rule));
        Assert.True(rule.AllSyscalls);
        Assert.Equal("-a always,io_uring -S all", Listed(rule, interpret: false));
    }

    [Fact]
    public void The_version_of_the_features_is_that_of_the_header()
    {
        var host = new RecordingHost();
        Assert.Equal(0, host.Run("--loginuid-immutable"));
        Assert.Equal("01000000020000000200000002000000", Convert.ToHexString(host.Sent.Single().Payload));
    }

    [Fact]
    public void Every_departure_has_its_name_in_the_document()
    {
        var text = File.ReadAllText(Path.Combine(TestFiles.Root, "docs/differences.md"));
        var names = Departures.Values.Select(d => d.Name).Concat(OtherForms.Values).Concat(RuleFileGoldenTests.Departures.Values);
        Assert.All(names, n => Assert.Contains($"| {n} |", text, StringComparison.Ordinal));
    }

    /// <summary>The version says whose it is (docs/differences.md, version).</summary>
    internal static string WithOurVersion(string output) =>
        output.Replace("auditctl version 4.2.2\n", SuiteVersion.Of("auditctl"), StringComparison.Ordinal);

    /// <summary>What was complained of, without our own lines (docs/differences.md, suggestions).</summary>
    private static IEnumerable<string> Errors(RecordingHost host) => host.Complaints.SelectMany(c => c.Line.Split('\n'))
        .Where(l => !l.StartsWith("auditctl: did you mean ", StringComparison.Ordinal));

    private static void CheckListing(AuditctlGolden golden, RecordingHost host, string line)
    {
        var rules = host.Sent.Where(s => s.Type is 1011 or 1012).ToArray();
        if (rules.Length == 0 || golden.List.Length == 0) return;
        Assert.True(RuleWire.TryParse(rules.Single().Payload, out var rule));
        if (line == TwoWords)
        {
            Assert.Equal(golden.List.TrimEnd('\n').Replace("two words", "two\\ words", StringComparison.Ordinal), Listed(rule, interpret: false));
            return;
        }

        if (OtherForms.ContainsKey(line)) return;

        // The fake kernel gave back the wish to be prepended, which the real one strips.
        var expected = golden.List.Replace("(null)", "exit", StringComparison.Ordinal).TrimEnd('\n');
        Assert.Equal(expected, Listed(rule, interpret: false));
        Assert.Equal(golden.InterpretedList.Replace("(null)", "exit", StringComparison.Ordinal).TrimEnd('\n'), Listed(rule, interpret: true));
    }

    private static string Listed(RuleWire rule, bool interpret)
    {
        var output = new ByteBuffer();
        new RuleListing(Auspex.Tables.Machine.X8664, interpret ? new Interpreter(new FixedNames(), EscapeMode.Raw) : null).Append(rule, output);
        return Encoding.UTF8.GetString(output.Written);
    }

    private static string ExeOf(AuditctlGolden golden)
    {
        var hex = golden.Sent is [var only] ? only["1005 ".Length..] : "";
        if (hex.Length == 0) return "";
        var text = Encoding.UTF8.GetString(Convert.FromHexString(hex.Length % 2 == 0 ? hex : hex + "0"));
        var start = text.IndexOf("exe=\"", StringComparison.Ordinal) + 5;
        return text[start..text.IndexOf('"', start)];
    }
}
