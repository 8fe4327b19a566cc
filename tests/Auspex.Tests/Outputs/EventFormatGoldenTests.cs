using Auspex.Outputs;
using Auspex.Tests.Interpretation;

namespace Auspex.Tests.Outputs;

/// <summary>csv and text against what audit-userspace 4.2.2 prints for the same log.</summary>
public sealed class EventFormatGoldenTests
{
    private const string Log = "data/golden/logs/synthetic.log";

    /// <summary>Lines of the goldens that differ on purpose: the serial, the row's name in docs/differences.md, and what is written instead.</summary>
    private static readonly (string Serial, string Name)[] Departures =
    [
        ("140", "all-avc"),
    ];

    [Fact]
    public void Every_row_is_that_of_4_2_2() => Compare(EventFormats.Csv(), "ausearch-csv.out");

    [Fact]
    public void Every_row_with_all_columns_is_that_of_4_2_2() => Compare(EventFormats.Csv(EventFormats.Extra), "ausearch-csv-extra.out");

    [Fact]
    public void Every_sentence_is_that_of_4_2_2() => Compare(EventFormats.Sentence(), "ausearch-text.out");

    private static void Compare(IEventFormat format, string golden)
    {
        var log = File.ReadAllBytes(Shared.Path(Log));
        var expected = File.ReadAllLines(Shared.Path("data/golden/4.2.2/" + golden));
        var (output, _) = EventFormats.Write(format, log);
        var ours = output.Split('\n')[..^1];
        File.WriteAllText("/tmp/nz/ours-" + golden, output);
        Assert.Equal(expected, ours);
    }
}
