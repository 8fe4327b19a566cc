using Auspex.Outputs;
using Auspex.Tests.Interpretation;
using Auspex.Tests.Support;

namespace Auspex.Tests.Outputs;

/// <summary>csv and text against what audit-userspace 4.2.2 prints for the same log, byte for byte but for named departures.</summary>
public sealed class EventFormatGoldenTests
{
    private const string Log = "data/golden/logs/synthetic.log";

    /// <summary>The serial, the time (text has no serials), the name of the departure, and what our line says instead.</summary>
    private static readonly (string Serial, string Time, string Name, string Csv, string Text)[] Departures =
    [
        ("140", "22:14:01", "apparmor", "accessed-mac-policy-controlled-object,failed,/etc/x", "/usr/sbin/foo unsuccessfully accessed-mac-policy-controlled-object /etc/x"),
        ("141", "22:14:02", "avc-result", "accessed-mac-policy-controlled-object,failed", "unsuccessfully accessed-mac-policy-controlled-object"),
        ("142", "22:14:03", "field-order", "user-acct,unconfined,called-seccomp-controlled-syscall", ""),
        ("143", "22:14:04", "field-order", "user-acct,unconfined,crashed-program", ""),
        ("168", "22:14:29", "field-order", "changed-audit-feature,success,loginuid_immutable", "successfully changed-audit-feature loginuid_immutable"),
        ("174", "22:14:35", "field-order", ",3,unknown(4000),root,", "unknown(4000), acting as root, successfully did-unknown"),
    ];

    [Fact]
    public void Every_row_is_that_of_4_2_2() =>
        Compare(EventFormats.Csv(), "ausearch-csv.out", line => line.Split(',')[4], ["140", "141", "168", "174"]);

    [Fact]
    public void Every_row_with_all_columns_is_that_of_4_2_2() =>
        Compare(EventFormats.Csv(EventFormats.Extra), "ausearch-csv-extra.out", line => line.Split(',')[11], ["140", "141", "142", "143", "168", "174"]);

    [Fact]
    public void Every_sentence_is_that_of_4_2_2() => Compare(
        EventFormats.Sentence(),
        "ausearch-text.out",
        line => line.StartsWith("At ", StringComparison.Ordinal) ? line[3..11] : line[..20],
        ["22:14:01", "22:14:02", "22:14:29", "22:14:35"]);

    [Fact]
    public void What_cannot_be_normalised_is_said_on_standard_error()
    {
        var log = File.ReadAllBytes(Shared.Path(Log));
        Assert.Equal(File.ReadAllText(Shared.Path("data/golden/4.2.2/ausearch-csv.err")), EventFormats.Write(EventFormats.Csv(), log).Messages);
        Assert.Empty(EventFormats.Write(EventFormats.Sentence(), log).Messages);
    }

    [Fact]
    public void Every_departure_is_named()
    {
        var document = File.ReadAllText(Path.Combine(TestFiles.Root, "docs/differences.md"));
        foreach (var departure in Departures) Assert.Contains($"\n| {departure.Name} |", document, StringComparison.Ordinal);
    }

    private static void Compare(IEventFormat format, string golden, Func<string, string> key, string[] departing)
    {
        var expected = File.ReadAllLines(Shared.Path("data/golden/4.2.2/" + golden));
        var ours = EventFormats.Write(format, File.ReadAllBytes(Shared.Path(Log))).Output.Split('\n')[..^1];
        Assert.Equal(Rest(expected), Rest(ours), StringComparer.Ordinal);
        foreach (var departure in departing)
        {
            var (_, _, _, csv, text) = Departures.Single(d => d.Serial == departure || d.Time == departure);
            var line = ours.Single(l => key(l) == departure);
            Assert.Contains(departure.Contains(':', StringComparison.Ordinal) ? text : csv, line.Replace(",,", ",", StringComparison.Ordinal), StringComparison.Ordinal);
            Assert.DoesNotContain(line, expected, StringComparer.Ordinal);
        }

        IEnumerable<string> Rest(string[] lines) => lines.Where(l => !departing.Contains(key(l), StringComparer.Ordinal));
    }
}
