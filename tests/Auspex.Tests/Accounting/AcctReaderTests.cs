using Auspex.Accounting;

namespace Auspex.Tests.Accounting;

public sealed class AcctReaderTests
{
    [Fact]
    public void Records_come_whole_whatever_the_pieces()
    {
        const int seed = 31337, count = 5000;
        var random = new Random(seed);
        var bytes = Enumerable.Range(1, count).SelectMany(pid => Record(pid)).ToArray();
        var reader = new AcctReader();
        var next = 1;
        for (var at = 0; at < bytes.Length;)
        {
            var size = Math.Min(random.Next(5) == 0 ? random.Next(40_000) : random.Next(200), bytes.Length - at);
            size = Math.Min(size, reader.GetSpace().Length);
            bytes.AsSpan(at, size).CopyTo(reader.GetSpace());
            reader.Advance(size);
            at += size;
            while (reader.TryRead(out var record)) Assert.True(record.Pid == next++, $"seed {seed} at {at}");
        }

        Assert.Equal((count + 1, 0), (next, reader.PendingBytes));
        Assert.Equal((count, 0, 0), (reader.Records, reader.Older, reader.Malformed));
    }

    [Fact]
    public void What_is_no_record_is_counted_and_skipped()
    {
        var older = new byte[64];
        older[1] = 2;
        var garbage = Enumerable.Repeat((byte)0xFF, 64).ToArray();
        var reader = new AcctReader();
        Feed(reader, [.. Record(1), .. older, .. new byte[64], .. garbage, .. Record(2)]);
        Assert.True(reader.TryRead(out var first));
        Assert.True(reader.TryRead(out var second));
        Assert.Equal((1, 2), (first.Pid, second.Pid));
        Assert.False(reader.TryRead(out _));
        Assert.Equal((2, 1, 2), (reader.Records, reader.Older, reader.Malformed));
    }

    [Fact]
    public void A_part_whose_rest_never_comes_is_dropped_and_counted()
    {
        var reader = new AcctReader();
        Feed(reader, Record(1).AsSpan(..63));
        Assert.False(reader.TryRead(out _));
        reader.DropPartial();
        Feed(reader, Record(2));
        Assert.True(reader.TryRead(out var record));
        Assert.Equal((2, 1), (record.Pid, reader.Malformed));
    }

    [Fact]
    public void There_is_always_room_once_all_was_read()
    {
        var reader = new AcctReader();
        while (!reader.GetSpace().IsEmpty) Feed(reader, new byte[Math.Min(1000, reader.GetSpace().Length)]);
        Assert.False(reader.TryRead(out _));
        Assert.Equal(AcctReader.BufferBytes, reader.GetSpace().Length);
    }

    [Fact]
    public void Reading_allocates_nothing()
    {
        var reader = new AcctReader();
        var bytes = Enumerable.Range(1, 100).SelectMany(pid => Record(pid)).ToArray();
        Feed(reader, bytes);
        while (reader.TryRead(out _))
        {
            // warm
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < 100; round++)
        {
            Feed(reader, bytes);
            while (reader.TryRead(out _))
            {
                // count what it costs
            }
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void Feed(AcctReader reader, ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(reader.GetSpace());
        reader.Advance(bytes.Length);
    }

    private static byte[] Record(int pid)
    {
        var bytes = new byte[AcctRecord.SizeBytes];
        bytes[1] = 3;
        BitConverter.TryWriteBytes(bytes.AsSpan(16), pid);
        return bytes;
    }
}
