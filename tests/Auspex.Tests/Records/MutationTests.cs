using Auspex.Records;
using Auspex.Tests.Support;

namespace Auspex.Tests.Records;

/// <summary>A million damaged records: nothing throws, nothing grows, the scanners agree, and every byte is accounted for.</summary>
public sealed class MutationTests
{
    private const int BlockRecords = 64;

    private static int Blocks =>
#if DEBUG
        30_000 / BlockRecords;
#else
        1_000_000 / BlockRecords;
#endif

    [Fact]
    public void A_million_damaged_records_are_read_without_harm()
    {
        var random = Seeded.New(out var seed);
        var lines = Lines();
        var mutator = new Mutator(random);
        var block = new byte[BlockRecords * (lines.Max(l => l.Length) + 200)];
        var room = new byte[block.Length];
        var index = new FieldIndex();
        long before = 0, records = 0;
        for (var round = 0; round < Blocks; round++)
        {
            if (round == 10) before = GC.GetAllocatedBytesForCurrentThread(); // by then everything is warm
            var length = 0;
            for (var i = 0; i < BlockRecords; i++)
            {
                var line = lines[random.Next(lines.Length)];
                length += mutator.Damage(line, block.AsSpan(length, line.Length + 199));
                block[length++] = (byte)'\n';
            }

            records += Read(block.AsSpan(0, length), room, index, seed);
        }

        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        TestContext.Current.TestOutputHelper?.WriteLine($"{records} records, {allocated} bytes allocated");
        Assert.True(records > Blocks * BlockRecords / 2);
        if (AllocationTests.Optimized) Assert.True(allocated < 64 << 10, $"{seed}: {allocated} bytes allocated over {records} records");
    }

    /// <summary>Reads one block and everything that its records say.</summary>
    private static int Read(ReadOnlySpan<byte> block, Span<byte> room, FieldIndex index, string seed)
    {
        var records = 0;
        var reader = new RecordReader(block, isFinal: true);
        while (reader.TryRead(out var record))
        {
            records++;
            ScannerAgreementTests.AssertAgree(record.Body, seed);
            index.Fill(record.Body);
            for (var i = 0; i < index.Count; i++)
            {
                var field = index[record.Body, i];
                if (!FieldValue.TryDecode(field.Value, room, out var length) || length > field.Value.Length) Assert.Fail(seed);
                foreach (var key in field.Keys(room)) length -= key.Length;
                if (length < 0) Assert.Fail(seed);
                _ = record.TryGetEnriched(field.Name, out _);
                _ = FieldValue.TryParseId(field.Value, out _);
            }

            for (var i = 0; i <= index.Count; i++) _ = FreeText.TryReadVerdict(FreeText.Before(record.Body, index, i), out _, out _);
        }

        if (reader.Consumed != block.Length) Assert.Fail(seed);
        return records;
    }

    /// <summary>What is damaged: the stories' records, and those of real machines where they are here.</summary>
    private static byte[][] Lines()
    {
        var logs = Directory.EnumerateFiles(TestFiles.Data("records"), "*.txt").Order(StringComparer.Ordinal).Select(Story.ReadLog)
            .Concat(TestFiles.SharedLogs().Select(File.ReadAllBytes));
        var lines = new List<byte[]>();
        foreach (var log in logs)
            RecordBlocks.Read(log, 4096, (in record) => lines.Add(record.Line.ToArray()));
        return [.. lines];
    }
}
