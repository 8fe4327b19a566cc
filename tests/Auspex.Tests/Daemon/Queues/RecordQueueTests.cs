using System.Globalization;
using System.Text;
using Auspex.Daemon;
using Auspex.Daemon.Queues;
using Auspex.Tables;
using Auspex.Text;

namespace Auspex.Tests.Daemon.Queues;

/// <summary>The queue of one consumer.</summary>
public sealed class RecordQueueTests
{
    [Theory]
    [InlineData(1 << 20, int.MaxValue)]
    [InlineData(1000, int.MaxValue)]
    [InlineData(1 << 20, 3)]
    public void What_is_put_comes_out_in_order_or_is_counted(int bytes, int records)
    {
        using var queue = new RecordQueue("q", bytes, records);
        var random = new Random(5);
        var frames = new byte[300];
        var (put, taken, refused) = (0, new List<int>(), 0);
        var accepted = new List<int>();
        for (var i = 0; i < 5000; i++)
        {
            if (Put(queue, put)) accepted.Add(put);
            else refused++;
            put++;
            if (random.Next(4) == 0) Take(queue, ref frames, taken);
        }

        while (queue.Count > 0) Take(queue, ref frames, taken);
        Assert.Equal(accepted, taken);
        Assert.Equal(refused, queue.Refused);
    }

    [Fact]
    public void What_memory_has_no_room_for_waits_in_the_file_and_comes_out_in_order()
    {
        var path = Path.Combine(Path.GetTempPath(), $"auspex-spill-{Guid.NewGuid():N}");
        using (var queue = new RecordQueue("q", 1000, int.MaxValue, new SpillFile(path, 1 << 20)))
        {
            var frames = new byte[300];
            var taken = new List<int>();
            for (var round = 0; round < 3; round++)
            {
                for (var i = 0; i < 2000; i++) Assert.True(Put(queue, (round * 2000) + i));
                Assert.False(File.Exists(path)); // it has no name
                while (queue.Count > 0) Take(queue, ref frames, taken);
            }

            Assert.Equal(Enumerable.Range(0, 6000), taken);
            Assert.Equal(0, queue.Refused);
            while (Put(queue, 1))
            {
                // until the file is full too
            }

            Assert.Equal(1, queue.Refused);
        }

        Assert.False(File.Exists(path));
    }

    [Fact]
    public void A_file_that_cannot_be_made_refuses()
    {
        using var queue = new RecordQueue("q", 100, int.MaxValue, new SpillFile("/nonexistent/x/y", 1 << 20));
        while (Put(queue, 1))
        {
            // until memory is full
        }

        Assert.Equal(1, queue.Refused);
    }

    [Fact]
    public void What_is_read_from_the_file_is_what_was_put_whenever_it_is_read()
    {
        var random = new Random(5);
        var path = Path.Combine(Path.GetTempPath(), $"auspex-spill-{Guid.NewGuid():N}");
        using var queue = new RecordQueue("q", 1000, int.MaxValue, new SpillFile(path, 64 << 20));
        var frames = new byte[700];
        var taken = new List<int>();
        var put = 0;
        for (var round = 0; round < 400; round++)
        {
            for (var i = random.Next(120); i > 0; i--) Assert.True(Put(queue, put++));
            for (var i = random.Next(12); i > 0; i--) Take(queue, ref frames, taken);
        }

        while (queue.Count > 0) Take(queue, ref frames, taken);
        Assert.Equal(Enumerable.Range(0, put), taken);
    }

    [Fact]
    public void Frames_are_those_of_the_protocol()
    {
        var line = "type=CWD msg=audit(1.000:7): cwd=\"/\"\u001dX=\"y\""u8;
        var record = new DaemonRecord(RecordType.Cwd, RecordOrigin.Kernel, line, 13, line.Length - 13 - 6);
        var output = new ByteBuffer();
        PluginFraming.Append(record, isBinary: false, isFormatted: true, output);
        Assert.Equal(Encoding.ASCII.GetString(line) + "\n", Encoding.ASCII.GetString(output.Written));
        output.Clear();
        PluginFraming.Append(record, isBinary: true, isFormatted: false, output);
        Assert.Equal("00000000100000001B05000017000000" + Convert.ToHexString("audit(1.000:7): cwd=\"/\""u8), Convert.ToHexString(output.Written));
        output.Clear();
        PluginFraming.Append(record, isBinary: true, isFormatted: true, output);
        Assert.Equal("01000000100000001B0500002A000000" + Convert.ToHexString(line), Convert.ToHexString(output.Written));
    }

    private static bool Put(RecordQueue queue, int number)
    {
        var line = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"type=X msg={number}").PadRight(20 + (number % 50), '.'));
        return queue.TryPut(new DaemonRecord(RecordType.Cwd, RecordOrigin.Kernel, line, 11, line.Length - 11));
    }

    private static void Take(RecordQueue queue, ref byte[] frames, List<int> taken)
    {
        ReadOnlySpan<byte> rest = frames.AsSpan(0, queue.Take(ref frames));
        rest = frames.AsSpan(0, rest.Length);
        while (RecordQueue.TryRead(ref rest, out var record))
            taken.Add(int.Parse(Encoding.ASCII.GetString(record.Payload).TrimEnd('.'), CultureInfo.InvariantCulture));
    }
}
