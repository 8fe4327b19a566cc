using System.Globalization;
using System.Text;
using Auspex.Interpretation;
using Auspex.Records;
using Auspex.Tests.Support;
using Auspex.Text;

namespace Auspex.Tests.Interpretation;

/// <summary>
/// Our lines against those of Debian's ausearch 3.0.9 -i on this machine; what 4.2.2 changed is put right by name.
/// </summary>
public sealed class OracleTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Random_records_are_interpreted_as_the_oracle_does(int seed)
    {
        var random = new RandomRecords(seed);
        var lines = new List<string>();
        for (var i = 1; i <= 3000; i++)
        {
            // Five seconds apart: each is an event of its own.
            var (type, body) = i % 2 == 0 ? ("SYSCALL", random.Call()) : ("UNKNOWN[1555]", random.Fields());
            lines.Add($"type={type} msg=audit({1_700_000_000 + (i * 5)}.000:{i}): {body}");
        }

        Compare(lines, seed);
    }

    [Fact]
    public void Logs_of_real_machines_are_interpreted_as_the_oracle_does()
    {
        var lines = new List<string>();
        foreach (var file in Directory.GetFiles(TestFiles.Shared("data/logs"), "*.log").Order(StringComparer.Ordinal))
        {
            foreach (var line in File.ReadAllLines(file, Encoding.Latin1))
            {
                var open = line.IndexOf("audit(", StringComparison.Ordinal);
                var close = open < 0 ? -1 : line.IndexOf(')', open);
                if (close < 0) continue;
                // Each record an event of its own, in order: the reading of events is not what is compared here.
                lines.Add($"{line[..open]}audit({1_700_000_000 + (lines.Count * 5)}.000:{lines.Count + 1}{line[close..]}");
            }
        }

        Assert.True(lines.Count > 50, "the logs are there");
        Compare(lines, 0);
    }

    private static void Compare(List<string> lines, int seed)
    {
        var path = Path.Combine(Path.GetTempPath(), $"auspex-oracle-{Environment.ProcessId}-{seed}.log");
        File.WriteAllText(path, string.Join('\n', lines) + "\n", Encoding.Latin1);
        Dictionary<int, string> expected;
        try
        {
            expected = Split(Oracle.Ausearch("-i", "-if", path));
        }
        finally
        {
            File.Delete(path);
        }

        var writer = new RecordInterpretation(new Interpreter(new LocalNames()), new TimeText(TimeText.DateAndTime, TimeZoneInfo.Utc));
        var output = new ByteBuffer();
        var compared = 0;
        var same = 0;
        var different = new List<string>();
        for (var i = 0; i < lines.Count; i++)
        {
            if (!expected.TryGetValue(i + 1, out var theirs)) continue; // 3.0.9 drops records that lack what it looks for (spec 12.1)
            output.Clear();
            writer.Append(RecordReader.Parse(Encoding.Latin1.GetBytes(lines[i])), output);
            var ours = Encoding.Latin1.GetString(output.Written);
            compared++;
            if (KnownDifferences.Unescape(ours) == KnownDifferences.Unescape(theirs)) same++;
            else if (!KnownDifferences.Explain(ours, theirs, lines[i]))
                different.Add($"{lines[i]}\n  ours:   {ours.TrimEnd('\n')}\n  oracle: {theirs.TrimEnd('\n')}");
        }

        Assert.True(different.Count == 0, $"seed {seed}: {different.Count} of {compared} differ\n{string.Join('\n', different.Take(15))}");
        Assert.True(same > compared * 4 / 5, $"seed {seed}: only {same} of {compared} are the same to the byte");
        Assert.True(compared > lines.Count * 3 / 4, $"seed {seed}: only {compared} of {lines.Count} were printed by the oracle");
    }

    private static Dictionary<int, string> Split(byte[] printed)
    {
        var result = new Dictionary<int, string>();
        foreach (var block in ("\n" + Encoding.Latin1.GetString(printed)).Split("\n----\n").Skip(1))
        {
            var open = block.IndexOf("audit(", StringComparison.Ordinal);
            var close = block.IndexOf(')', open);
            var serial = block[(block.LastIndexOf(':', close) + 1)..close];
            result[int.Parse(serial, CultureInfo.InvariantCulture)] = block.EndsWith('\n') ? block : block + "\n";
        }

        return result;
    }
}
