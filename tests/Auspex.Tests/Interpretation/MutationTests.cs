using System.Diagnostics;
using System.Text;
using Auspex.Interpretation;
using Auspex.Records;
using Auspex.Tables;
using Auspex.Text;

namespace Auspex.Tests.Interpretation;

/// <summary>Hostile bytes: nothing throws, nothing hangs, what comes out is bounded by what goes in.</summary>
public sealed class MutationTests
{
    private const int Records = 200_000;
    private const int Seed = 20_260_801;

    [Fact]
    public void Mutated_records_are_interpreted_without_harm()
    {
        var random = new Random(Seed);
        var source = new RandomRecords(Seed);
        RecordInterpretation[] writers = [.. Enum.GetValues<EscapeMode>().Select(Writer)];
        var enrichment = new Enrichment(new FixedNames());
        var output = new ByteBuffer();
        for (var i = 0; i < Records; i++)
        {
            var line = Mutate(Make(random, source), random);
            output.Clear();
            var record = RecordReader.Parse(line);
            writers[i & 3].Append(record, output);
            var head = output.Length;
            if (record.Error == RecordError.None) _ = enrichment.Append(record, output);
            CheckBounds(line, head, output, i & 3);
        }
    }

    [Theory]
    [InlineData("key=", "01", "")]
    [InlineData("data=", "1B", "")]
    [InlineData("x", "=", "")]
    [InlineData("x=", "a,", "")]
    [InlineData("", "hook=1 ", "")]
    [InlineData("", "fan_info=1 ", "")]
    [InlineData("", "syscall=1 ", "")]
    [InlineData("", "a='b ", "")]
    [InlineData("", "a=\"b\"", "")]
    [InlineData("", "uid=1 ", "UID")]
    [InlineData("", "cap_fp=ffffffffff ", "")]
    [InlineData("proctitle=", "00", "")]
    [InlineData("msg='", "msg='", "")]
    public void A_megabyte_of_one_thing_is_read_in_a_moment(string head, string unit, string enriched)
    {
        var body = new StringBuilder($"type=X msg=audit(1.000:1): {head}");
        while (body.Length + unit.Length < RecordReader.MaxRecordBytes / 2) body.Append(unit);
        if (enriched.Length > 0) body.Append('\u001d').Insert(body.Length, "B=1 ", 100_000).Append(enriched);
        var line = Encoding.UTF8.GetBytes(body.ToString());
        var output = new ByteBuffer();
        var watch = Stopwatch.StartNew();
        Writer(EscapeMode.ShellQuote).Append(RecordReader.Parse(line), output);
        _ = new Enrichment(new FixedNames()).Append(RecordReader.Parse(line), output);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(90), $"took {watch.Elapsed}"); // quadratic work would take hours
    }

    private static RecordInterpretation Writer(EscapeMode mode) =>
        new(new Interpreter(new FixedNames(), mode), new TimeText(TimeText.DateAndTime, TimeZoneInfo.Utc));

    private static string Make(Random random, RandomRecords source)
    {
        var types = RecordTypes.Rows;
        return random.Next(3) switch
        {
            0 => "type=SYSCALL msg=audit(1700000000.000:1): " + source.Call(),
            1 => ExecEvent.Lines[random.Next(ExecEvent.Lines.Length)],
            _ => $"type={Encoding.ASCII.GetString(types.Name(random.Next(types.Count)))} msg=audit(1700000000.000:1): {source.Fields()}",
        };
    }

    private static byte[] Mutate(string line, Random random)
    {
        var bytes = new List<byte>(Encoding.UTF8.GetBytes(line));
        for (var n = random.Next(4); n > 0; n--)
        {
            var at = random.Next(bytes.Count + 1);
            switch (random.Next(5))
            {
                case 0 when at < bytes.Count:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.Insert(at, (byte)" =\"',()\u001d\u0001"[random.Next(9)]);
                    break;
                case 2 when at < bytes.Count:
                    bytes.RemoveRange(at, random.Next(bytes.Count - at)); // cut out
                    break;
                case 3 when at < bytes.Count:
                    bytes.RemoveRange(at, bytes.Count - at); // cut short
                    break;
                default:
                    bytes.InsertRange(at, [.. bytes.Take(random.Next(bytes.Count + 1))]);
                    break;
            }
        }

        return [.. bytes];
    }

    /// <summary>
    /// The longest answers are a set of all capabilities for one digit or more, and four bytes for an escaped one.
    /// </summary>
    private static void CheckBounds(byte[] line, int length, ByteBuffer output, int writer)
    {
        var fields = line.Count(c => c == (byte)'=') + 1;
        if (output.Length > (line.Length * 24) + (fields * 600) + 100)
        {
            Assert.Fail($"seed {Seed}: {output.Length} bytes from {line.Length}: {Encoding.Latin1.GetString(line)}");
        }

        if (writer == (int)EscapeMode.Raw) return;
        foreach (var c in output.Written[..length])
        {
            if (c < 0x20 && c != (byte)'\n') Assert.Fail($"seed {Seed}: control character {c} from {Encoding.Latin1.GetString(line)}");
        }
    }
}
