using System.Text;
using Auspex.Interpretation;
using Auspex.Records;
using Auspex.Tests.Support;
using Auspex.Text;

namespace Auspex.Tests.Interpretation;

/// <summary>
/// What ausearch 4.2.2 -i printed for the synthetic log, line by line, against our interpretation of the same records.
/// </summary>
public sealed class GoldenTests
{
    // Enrichment is escaped by us and not by 4.2.2 (spec 12.2; docs/differences.md, enriched-escape). By serial and
    // type.
    private static readonly string[] EscapedEnrichment = ["117 SOCKADDR", "153 ADD_GROUP"];

    /// <summary>Its <c>mode=enforcing</c> is a file's mode to 4.2.2 (docs/differences.md, word-value).</summary>
    private const string WordValue = "173 LANDLOCK_DOMAIN";

    [Theory]
    [InlineData("ausearch-interpret.out", EscapeMode.Tty)]
    [InlineData("ausearch-interpret-escape-raw.out", EscapeMode.Raw)]
    [InlineData("ausearch-interpret-escape-shell_quote.out", EscapeMode.ShellQuote)]
    public void Every_record_is_interpreted_as_the_reference_does(string golden, EscapeMode mode)
    {
        var interpreter = new Interpreter(new FixedNames(), mode) { EscapesEnrichment = false };
        var (expected, ours) = Compare(golden, interpreter);
        Assert.Equal(expected.AsEnumerable(), ours);
        Assert.Equal(185, expected.Count);
    }

    [Fact]
    public void Escaped_enrichment_differs_in_the_named_records_only()
    {
        var (expected, ours) = Compare("ausearch-interpret-escape-shell_quote.out", new Interpreter(new FixedNames(), EscapeMode.ShellQuote));
        var different = expected.Where(pair => pair.Value != ours[pair.Key]).Select(pair => pair.Key).ToList();
        Assert.Equal(string.Join(", ", EscapedEnrichment), string.Join(", ", different));
    }

    [Fact]
    public void On_a_terminal_and_raw_no_record_differs()
    {
        foreach (var (golden, mode) in new[] { ("ausearch-interpret.out", EscapeMode.Tty), ("ausearch-interpret-escape-raw.out", EscapeMode.Raw) })
        {
            var (expected, ours) = Compare(golden, new Interpreter(new FixedNames(), mode));
            Assert.Equal(expected.AsEnumerable(), ours);
        }
    }

    private static (SortedDictionary<string, string> Expected, SortedDictionary<string, string> Ours) Compare(
        string golden, Interpreter interpreter)
    {
        var expected = ReadGolden(TestFiles.Shared("data/golden/4.2.2/" + golden));
        expected[WordValue] = expected[WordValue].Replace("mode=000,000", "mode=enforcing", StringComparison.Ordinal);
        var log = File.ReadAllBytes(TestFiles.Shared("data/golden/logs/synthetic.log"));
        var all = Interpret(log, interpreter);
        var ours = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var key in expected.Keys) ours[key] = all.GetValueOrDefault(key, "(not found)");
        return (expected, ours);
    }

    /// <summary>
    /// Records by serial, type and number within these: the reference prints an event's records backwards.
    /// </summary>
    private static SortedDictionary<string, string> Interpret(byte[] log, Interpreter interpreter)
    {
        var writer = new RecordInterpretation(interpreter, new TimeText(TimeText.DateAndTime, TimeZoneInfo.Utc));
        var output = new ByteBuffer();
        var lines = new List<string>();
        var reader = new RecordReader(log, isFinal: true);
        while (reader.TryRead(out var record))
        {
            if (record.Error != RecordError.None) continue;
            output.Clear();
            writer.Append(record, output);
            lines.Add(Encoding.Latin1.GetString(output.Written));
        }

        return ByKey(lines);
    }

    private static SortedDictionary<string, string> ReadGolden(string path)
    {
        var records = new List<string>();
        foreach (var line in Encoding.Latin1.GetString(File.ReadAllBytes(path)).Split('\n'))
        {
            if (line == "----") continue;
            if (line.Length == 0 && records.Count > 0) records[^1] += "\n"; // the extra line end of records without fields
            else records.Add(line + "\n");
        }

        records[^1] = records[^1].TrimEnd('\n') + "\n"; // the file's own end
        return ByKey(records);
    }

    private static SortedDictionary<string, string> ByKey(List<string> records)
    {
        var result = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var record in records)
        {
            var stamp = record.IndexOf("msg=audit(", StringComparison.Ordinal);
            var type = record[record.IndexOf("type=", StringComparison.Ordinal)..stamp][5..].Trim();
            var close = record.IndexOf(')', stamp);
            var serial = record[(record.LastIndexOf(':', close) + 1)..close];
            var node = record.StartsWith("node=", StringComparison.Ordinal) ? record[5..record.IndexOf(' ', StringComparison.Ordinal)] + " " : "";
            var item = record.IndexOf("item=", StringComparison.Ordinal);
            result.Add($"{node}{serial} {type}{(item < 0 ? "" : " " + record[item..].Split(' ')[0])}", record);
        }

        return result;
    }
}
