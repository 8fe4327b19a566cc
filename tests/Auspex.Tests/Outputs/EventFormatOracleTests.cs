using System.Globalization;
using System.Text;
using Auspex.Tests.Interpretation;
using Auspex.Tests.Support;

namespace Auspex.Tests.Outputs;

/// <summary>csv and text against Debian's ausearch 3.0.9, which runs here.</summary>
public sealed class EventFormatOracleTests
{
    /// <summary>
    /// Where 3.0.9 and we are known to differ, by log and serial: the name of a departure, or what spec 10.2 says of 4.2.2.
    /// </summary>
    private static readonly (string Log, string Why, int[] Serials)[] Known =
    [
        ("kinds", "record-places", [1, 2, 4, 5, 40, 41, 45, 72, 76, 77]),
        ("kinds", "field-order", [6, 7, 9, 10, 85, 137]),
        ("kinds", "avc-result", [17, 18]),
        ("kinds", "seccomp-log", [105]),
        ("kinds", "apparmor", [148]),
        ("kinds", "null-name", [139]),
        ("kinds", "odd-cwd", [141]),
        ("kinds", "open-quote", [130]),
        ("kinds", "4.2.2: security-policy", [26, 27, 28, 29, 86, 87, 88]),
        ("kinds", "4.2.2: the next argument where one is unset", [36]),
        ("kinds", "4.2.2: process groups", [69]),
        ("kinds", "4.2.2: files of ANOM_LINK", [81, 82, 83, 84]),
        ("kinds", "4.2.2: types in TRUSTED_APP", [126]),
        ("kinds", "4.2.2: paths keep their slash", [140]),
        ("kinds", "4.2.2: io_uring", [146]),
        ("audit-rhel7", "field-order", [478]),
        ("audit-rhel7", "word-value", [7799]),
        ("audit-rhel7", "4.2.2: LOGIN ends no event", [414]),
        ("normal", "record-places", [59, 60]),
        ("lost_messages", "record-places", [59, 60]),
        ("out_of_order", "record-places", [59, 60]),
        ("synthetic", "field-order", [142, 143, 168, 174]),
        ("synthetic", "avc-result", [141]),
        ("synthetic", "apparmor", [140]),
        ("synthetic", "4.2.2: security-policy", [147, 148]),
        ("synthetic", "4.2.2: rename, kill, paths", [122, 123, 125, 137]),
        ("synthetic", "4.2.2: new types", [173]),
        ("synthetic", "4.2.2: LOGIN ends no event", [108]),
    ];

    private static readonly string[] AllColumns = ["--format", "csv", "--extra-time", "--extra-labels", "--extra-obj2", "--extra-keys"];

    public static TheoryData<string> LogPaths() => [.. Paths()];

    [Theory]
    [MemberData(nameof(LogPaths))]
    public void Every_row_is_that_of_3_0_9_but_for_what_is_known(string path)
    {
        var known = Serials(path);
        var ours = Ours(path);
        var theirs = Theirs(path);
        Assert.True(ours.Count > 1 && theirs.Count > 1);
        Assert.Equal(Without(theirs, known), Without(ours, known), StringComparer.Ordinal);
    }

    [Fact]
    public void What_is_said_to_differ_does_differ()
    {
        const int movedOnly = 414; // the same row, in another place
        foreach (var path in Paths())
        {
            var ours = Ours(path);
            var theirs = Theirs(path);
            foreach (var serial in Serials(path).Where(s => s != movedOnly).Select(s => s.ToString(CultureInfo.InvariantCulture)))
            {
                Assert.NotEqual(theirs.Where(r => r.Serial == serial), ours.Where(r => r.Serial == serial));
            }
        }
    }

    [Theory]
    [MemberData(nameof(LogPaths))]
    public void Sentences_are_those_of_3_0_9_but_for_what_is_known(string path)
    {
        var ours = EventFormats.Write(EventFormats.Sentence(new LocalNames()), File.ReadAllBytes(path)).Output.Split('\n');
        var theirs = Encoding.UTF8.GetString(Oracle.Ausearch("-if", path, "--format", "text")).Split('\n');
        var known = Serials(path).Select(s => s.ToString(CultureInfo.InvariantCulture)).ToHashSet(StringComparer.Ordinal);
        var times = Ours(path).Concat(Theirs(path)).Where(r => known.Contains(r.Serial)).Select(r => TimeOf(r.Row)).ToHashSet(StringComparer.Ordinal);
        Assert.Equal(Without(theirs, times), Without(ours, times), StringComparer.Ordinal);
    }

    private static IEnumerable<string> Paths() => TestFiles.SharedLogs().Append(TestFiles.Data("normalization/kinds.log"));

    private static List<(string Serial, string Row)> Ours(string path) =>
        Rows(EventFormats.Write(EventFormats.Csv(EventFormats.Extra, names: new LocalNames()), File.ReadAllBytes(path)).Output);

    private static List<(string Serial, string Row)> Theirs(string path) =>
        Rows(Encoding.UTF8.GetString(Oracle.Ausearch(["-if", path, .. AllColumns])));

    private static HashSet<int> Serials(string path) =>
        [.. Known.Where(k => k.Log == Path.GetFileNameWithoutExtension(path)).SelectMany(k => k.Serials)];

    private static List<(string Serial, string Row)> Rows(string csv) => [.. csv.Split('\n').Where(l => l.Length > 0).Select(l => (l.Split(',')[11], l))];

    private static string TimeOf(string row) => row.Split(',')[3] + " " + row.Split(',')[2];

    private static IEnumerable<string> Without(List<(string Serial, string Row)> rows, HashSet<int> serials) =>
        rows.Where(r => !int.TryParse(r.Serial, CultureInfo.InvariantCulture, out var serial) || !serials.Contains(serial)).Select(r => r.Row);

    private static IEnumerable<string> Without(string[] sentences, HashSet<string> times) =>
        sentences.Where(s => !times.Any(time => s.Contains(time, StringComparison.Ordinal)));
}
