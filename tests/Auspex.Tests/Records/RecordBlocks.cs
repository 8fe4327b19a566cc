using Auspex.Records;

namespace Auspex.Tests.Records;

/// <summary>Reads a log the way its users do: block after block, the unread rest put before the next one.</summary>
internal static class RecordBlocks
{
    /// <summary>Takes one record; it is valid during the call only.</summary>
    public delegate void Taker(in RecordView record);

    /// <summary>Small in Debug, so that every test resumes inside records, stamps and separators.</summary>
    public static int DefaultSize =>
#if DEBUG
        7;
#else
        4096;
#endif

    /// <summary>Reads <paramref name="log"/> in blocks of at most <paramref name="size"/> new bytes.</summary>
    public static void Read(ReadOnlySpan<byte> log, int size, Taker taker)
    {
        var state = default(RecordReaderState);
        for (int start = 0, end = 0; ;)
        {
            end = Math.Min(end + size, log.Length);
            var isFinal = end == log.Length;
            var reader = new RecordReader(log[start..end], isFinal, state);
            while (reader.TryRead(out var record)) taker(record);
            start += reader.Consumed;
            state = reader.State;
            if (!isFinal) continue;
            Assert.Equal(log.Length, start);
            return;
        }
    }

    /// <summary>Reads <paramref name="log"/> as two blocks, the first one of <paramref name="cut"/> bytes.</summary>
    public static void ReadCutAt(ReadOnlySpan<byte> log, int cut, Taker taker)
    {
        var first = new RecordReader(log[..cut], isFinal: false);
        while (first.TryRead(out var record)) taker(record);
        var second = new RecordReader(log[first.Consumed..], isFinal: true, first.State);
        while (second.TryRead(out var record)) taker(record);
        Assert.Equal(log.Length, first.Consumed + second.Consumed);
    }
}
