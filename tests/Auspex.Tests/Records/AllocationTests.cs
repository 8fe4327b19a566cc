using Auspex.Records;
using Auspex.Records.Scanning;
using Auspex.Tests.Support;

namespace Auspex.Tests.Records;

/// <summary>No record costs an allocation, whatever its shape.</summary>
public sealed class AllocationTests
{
    [Theory]
    [InlineData("plain")]
    [InlineData("vector")]
    public void Reading_and_indexing_allocates_nothing(string scanner)
    {
        Assert.SkipUnless(Optimized, "SKIPPED: in Debug the tables of Auspex.Tables allocate, since CreateSpan is not compiled away; run Release");
        Assert.SkipUnless(FieldScanners.All.Any(s => s.Name == scanner), $"SKIPPED: this machine has no scanner {scanner}");
        byte[] log = [.. Directory.EnumerateFiles(TestFiles.Data("records"), "*.txt").SelectMany(Story.ReadLog)];
        var index = new FieldIndex(FieldScanners.Choose(scanner));
        var room = new byte[log.Length];
        var warm = ReadAll(log, index, room);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var again = ReadAll(log, index, room);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.Equal(warm, again);
        Assert.True(warm > 300);
    }

    /// <summary>True in Release: only there the promise can be kept, and is made.</summary>
    internal static bool Optimized =>
#if DEBUG
        false;
#else
        true;
#endif

    private static int ReadAll(ReadOnlySpan<byte> log, FieldIndex index, Span<byte> room)
    {
        var fields = 0;
        var state = default(RecordReaderState);
        for (var at = 0; at < log.Length;)
        {
            var end = Math.Min(at + 3000, log.Length);
            var reader = new RecordReader(log[at..end], isFinal: end == log.Length, state);
            while (reader.TryRead(out var record))
            {
                index.Fill(record.Body);
                fields += index.Count;
                foreach (var field in new FieldReader(record.Body))
                {
                    _ = field.Text(room);
                    foreach (var key in field.Keys(room)) fields += key.Length;
                }

                for (var i = 0; i <= index.Count; i++) fields += FreeText.Before(record.Body, index, i).Length;
                fields += index.TryGet(record.Body, "exe"u8, out var exe) ? exe.Length : 0;
                fields += record.TryGetEnriched("uid"u8, out var user) ? user.Length : 0;
            }

            at += reader.Consumed;
            state = reader.State;
        }

        return fields;
    }
}
