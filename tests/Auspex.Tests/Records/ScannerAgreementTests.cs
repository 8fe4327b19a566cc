using Auspex.Records;
using Auspex.Records.Scanning;
using Auspex.Tests.Support;

namespace Auspex.Tests.Records;

/// <summary>The plain scanner is the oracle: the others find the same ranges in everything.</summary>
public sealed class ScannerAgreementTests
{
    private static readonly string[] Pieces =
    [
        " ", " ", " ", "=", "=", "\"", "'", "msg='", "msg=", "a", "name", "value", "x=1", "key=\"k\"", "'", "  ", "==", "=\"\"", "\u001d", "ab'",
        "0123456789abcdef0123456789abcdef", "a_long_word_without_anything_that_structures_it_and_longer_than_a_window",
    ];

    [Fact]
    public void The_vector_scanner_is_among_them_where_the_machine_has_vectors_for_it()
    {
        Assert.Equal("plain", FieldScanners.All[0].Name);
        Assert.Equal(VectorFieldScanner.IsSupported, FieldScanners.All.Any(s => s is VectorFieldScanner));
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("vector", "vector")]
    [InlineData(null, "vector")]
    [InlineData("no such scanner", "vector")]
    public void The_environment_chooses_the_scanner(string? name, string expected)
    {
        Assert.SkipUnless(VectorFieldScanner.IsSupported, "SKIPPED: this machine has no vectors of 32 bytes");
        Assert.Equal(expected, FieldScanners.Choose(name).Name);
    }

    [Fact]
    public void On_the_logs_of_real_machines()
    {
        var logs = TestFiles.SharedLogs();
        Assert.SkipUnless(logs.Count > 0, "SKIPPED: ../shared/data is not here; it holds the logs to compare on");
        var bodies = 0;
        foreach (var log in logs)
        {
            RecordBlocks.Read(File.ReadAllBytes(log), RecordBlocks.DefaultSize, (in record) =>
            {
                AssertAgree(record.Body, log);
                AssertAgree(record.Enrichment, log);
                bodies++;
            });
        }

        Assert.True(bodies > 200);
    }

    [Fact]
    public void On_bodies_of_every_length_that_end_anywhere_in_a_field()
    {
        var body = "pid=1 comm=\"a b\" exe=/x msg='op=PAM:session acct=\"root\" words and words exe=\"/usr/sbin/sshd\" note='q r' res=success'"u8;
        for (var start = 0; start <= body.Length; start++)
        {
            for (var end = start; end <= body.Length; end++) AssertAgree(body[start..end], $"[{start}..{end}]");
        }
    }

    [Fact]
    public void On_random_bodies()
    {
        var random = Seeded.New(out var seed);
        var body = new byte[700];
        for (var round = 0; round < Rounds; round++)
        {
            var length = 0;
            var limit = random.Next(body.Length - 80);
            while (length < limit)
            {
                foreach (var c in Pieces[random.Next(Pieces.Length)]) body[length++] = (byte)c;
            }

            AssertAgree(body.AsSpan(0, length), seed);
        }
    }

    [Fact]
    public void On_bodies_with_more_fields_than_are_taken()
    {
        var body = new byte[(FieldIndex.MaxFields + 10) * 3];
        for (var i = 0; i < body.Length; i += 3) "a= "u8.CopyTo(body.AsSpan(i));
        foreach (var scanner in FieldScanners.All)
        {
            var index = new FieldIndex(scanner);
            index.Fill(body);
            Assert.Equal(FieldIndex.MaxFields, index.Count);
            Assert.Equal(10, index.Dropped);
            index.Fill("a=1"u8);
            Assert.Equal(1, index.Count);
            Assert.Equal(0, index.Dropped);
        }
    }

    /// <summary>Fails unless all scanners find the same fields, in order, within the body.</summary>
    internal static void AssertAgree(ReadOnlySpan<byte> body, string context)
    {
        Oracle.Fill(body);
        foreach (var other in Others)
        {
            other.Fill(body);
            if (!other.Ranges.SequenceEqual(Oracle.Ranges))
                Assert.Fail($"{context}: {System.Text.Encoding.Latin1.GetString(body)}");
        }

        var position = 0;
        foreach (ref readonly var range in Oracle.Ranges)
        {
            var isWhole = range.NameStart >= position && range.NameLength > 0 && range.ValueLength >= 0 && range.ValueEnd <= body.Length
                && body[range.ValueStart - 1] == (byte)'=';
            if (!isWhole) Assert.Fail($"{context}: {range} in {System.Text.Encoding.Latin1.GetString(body)}");
            position = range.IsMessage(body) ? range.ValueStart + 1 : range.ValueEnd;
        }
    }

    private static int Rounds =>
#if DEBUG
        20_000;
#else
        300_000;
#endif

    [ThreadStatic]
    private static FieldIndex? oracle;

    [ThreadStatic]
    private static FieldIndex[]? others;

    private static FieldIndex Oracle => oracle ??= new FieldIndex(FieldScanners.All[0]);

    private static FieldIndex[] Others => others ??= [.. FieldScanners.All.Skip(1).Select(s => new FieldIndex(s))];
}
