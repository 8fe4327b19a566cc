using System.Buffers.Binary;
using System.Text;
using Auspex.Daemon.Remote;

namespace Auspex.Tests.Daemon.Remote;

/// <summary>The spool file and both queues. Source: spec 8.5, the spool file.</summary>
public sealed class SpoolQueueTests
{
    private const int ENOSPC = 28;
    private const int EINVAL = 22;
    private const int EIO = 5;

    [Fact]
    public void A_new_file_has_the_layout_of_the_C_plugin()
    {
        var file = new MemorySpool();
        using var queue = Open(file, 3);
        Assert.Equal(4 * 12288, file.Content.Length);
        Assert.Equal("\0audisp-remote"u8, file.Content.AsSpan(0, 14));
        Assert.Equal([0, 0, 0, 0, 0, 3, 0, 0, 0x30, 0, 0, 0, 0, 0, 0, 0, 0, 0], file.Content[14..32]);
        Assert.Equal(0, queue.Append("type=A\n"u8));
        Assert.Equal("type=A\n\0"u8, file.Content.AsSpan(12288, 8));
        Assert.Equal(1, file.Content[31]);
        Assert.Equal(0, queue.Drop());
        Assert.Equal([0, 0, 0, 1, 0, 0, 0, 0], file.Content[24..32]);
    }

    [Fact]
    public void Another_program_goes_on_where_the_last_one_ended()
    {
        var file = new MemorySpool();
        using (var queue = Open(file, 3))
        {
            foreach (var text in (string[])["a\n", "b\n", "c\n"]) Assert.Equal(0, queue.Append(Encoding.ASCII.GetBytes(text)));
            Assert.Equal(ENOSPC, queue.Append("d\n"u8));
            Assert.Equal(0, queue.Drop());
            Assert.Equal(0, queue.Append("d\n"u8)); // into the first slot
        }

        using var next = Open(new MemorySpool { Content = file.Content }, 100);
        Assert.Equal((3, 3), (next.Count, next.Depth));
        Assert.Equal("bcd", TakeAll(next));
    }

    [Fact]
    public void Records_are_copied_into_a_file_of_another_depth_or_all_refused()
    {
        using var queue = Open(new MemorySpool(), 4);
        foreach (var text in (string[])["a\n", "b\n", "c\n"]) Assert.Equal(0, queue.Append(Encoding.ASCII.GetBytes(text)));
        using var small = Open(new MemorySpool(), 2);
        Assert.Equal(ENOSPC, queue.CopyTo(small));
        Assert.Equal(0, small.Count);
        using var large = Open(new MemorySpool(), 9);
        Assert.Equal(0, queue.CopyTo(large));
        Assert.Equal("abc", TakeAll(large));
        Assert.Equal("abc", TakeAll(queue));
    }

    [Fact]
    public void A_mutated_header_is_refused_or_means_something_possible()
    {
        var good = new MemorySpool();
        using (var queue = Open(good, 4))
        {
            _ = queue.Append("a\n"u8);
            _ = queue.Append("b\n"u8);
        }

        var random = new Random(11);
        for (var round = 0; round < 20_000; round++)
        {
            var content = good.Content.AsSpan().ToArray();
            for (var i = random.Next(1, 4); i > 0; i--) content[random.Next(SpoolHeader.Bytes)] = (byte)random.Next(256);
            if (random.Next(8) == 0) content = content[..random.Next(content.Length)];
            if (content.Length == 0) continue;
            var file = new MemorySpool { Content = content };
            using var queue = SpoolQueue.Open(file, 4, out var errno, out var fault);
            if (queue is null)
            {
                Assert.Equal(EINVAL, errno);
                Assert.NotEmpty(fault);
                Assert.True(file.IsDisposed);
                continue;
            }

            Assert.InRange(queue.Count, 0, queue.Depth);
            while (queue.Count > 0)
            {
                Assert.Equal(0, queue.Peek(out var line));
                Assert.True(line.Length <= SpoolQueue.MaxRecordBytes);
                Assert.Equal(0, queue.Drop());
            }
        }
    }

    [Fact]
    public void Each_fault_of_a_header_has_a_name()
    {
        Assert.Contains("shorter", Fault(static _ => { }, length: 20), StringComparison.Ordinal);
        Assert.Contains("none of audisp-remote's", Fault(static h => h[1] = (byte)'x'), StringComparison.Ordinal);
        Assert.Contains("another version", Fault(static h => h[14] = 1), StringComparison.Ordinal);
        Assert.Contains("another size", Fault(static h => BinaryPrimitives.WriteInt32BigEndian(h.AsSpan(20), 4096)), StringComparison.Ordinal);
        Assert.Contains("impossible number", Fault(static h => BinaryPrimitives.WriteInt32BigEndian(h.AsSpan(16), 0)), StringComparison.Ordinal);
        Assert.Contains("behind its last slot", Fault(static h => BinaryPrimitives.WriteInt32BigEndian(h.AsSpan(24), 4)), StringComparison.Ordinal);
        Assert.Contains("more records than slots", Fault(static h => BinaryPrimitives.WriteInt32BigEndian(h.AsSpan(28), 5)), StringComparison.Ordinal);
        Assert.Contains("length is not", Fault(static h => BinaryPrimitives.WriteInt32BigEndian(h.AsSpan(16), 5)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_record_without_an_end_is_cut_at_its_slot()
    {
        var file = new MemorySpool();
        using var queue = Open(file, 2);
        _ = queue.Append("a\n"u8);
        file.Content.AsSpan(12288, 12288).Fill((byte)'x');
        Assert.Equal(0, queue.Peek(out var line));
        Assert.Equal(SpoolQueue.MaxRecordBytes, line.Length);
        Assert.Equal(EINVAL, queue.Append(new byte[SpoolQueue.MaxRecordBytes + 1]));
    }

    [Fact]
    public void What_the_disk_refuses_is_told_and_counts_for_nothing()
    {
        var file = new MemorySpool();
        using var queue = Open(file, 2);
        _ = queue.Append("a\n"u8);
        file.Errno = EIO;
        Assert.Equal(EIO, queue.Append("b\n"u8));
        Assert.Equal(EIO, queue.Peek(out _));
        Assert.Equal(EIO, queue.Drop());
        file.Errno = 0;
        Assert.Equal("a", TakeAll(queue));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Queues_keep_order_whatever_is_put_and_taken(bool isSpool)
    {
        using ISendQueue queue = isSpool ? Open(new MemorySpool(), 50) : new MemorySendQueue(50);
        var random = new Random(3);
        var (put, taken) = (0, 0);
        for (var i = 0; i < 20_000; i++)
        {
            if (random.Next(2) == 0)
            {
                var line = Encoding.ASCII.GetBytes($"{put} {new string('x', random.Next(3000))}\n");
                var errno = queue.Append(line);
                Assert.Equal(queue.Depth == put - taken ? ENOSPC : 0, errno);
                if (errno == 0) put++;
            }
            else if (put > taken)
            {
                Assert.Equal(0, queue.Peek(out var line));
                Assert.StartsWith($"{taken} ", Encoding.ASCII.GetString(line), StringComparison.Ordinal);
                Assert.Equal((byte)'\n', line[^1]);
                Assert.Equal(0, queue.Drop());
                taken++;
            }

            Assert.Equal(put - taken, queue.Count);
        }

        Assert.Equal(50, queue.MaxCount);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Nothing_is_allocated_for_a_record(bool isSpool)
    {
        using ISendQueue queue = isSpool ? Open(new MemorySpool(), 50) : new MemorySendQueue(50);
        Turn();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++) Turn();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Turn()
        {
            for (var i = 0; i < 20; i++) _ = queue.Append("type=SYSCALL msg=audit(1.000:1): a0=1\n"u8);
            while (queue.Count > 0)
            {
                _ = queue.Peek(out _);
                _ = queue.Drop();
            }
        }
    }

    private static SpoolQueue Open(MemorySpool file, int depth)
    {
        var queue = SpoolQueue.Open(file, depth, out var errno, out var fault);
        Assert.Equal((0, ""), (errno, fault));
        return queue!;
    }

    private static string TakeAll(SpoolQueue queue)
    {
        var text = "";
        while (queue.Count > 0)
        {
            Assert.Equal(0, queue.Peek(out var line));
            text += Encoding.ASCII.GetString(line).TrimEnd('\n');
            Assert.Equal(0, queue.Drop());
        }

        return text;
    }

    private static string Fault(Action<byte[]> change, int length = SpoolHeader.Bytes)
    {
        var header = new SpoolHeader(4, 1, 2);
        var bytes = new byte[SpoolHeader.Bytes];
        header.Write(bytes);
        change(bytes);
        Assert.False(SpoolHeader.TryRead(bytes.AsSpan(0, length), header.FileBytes, out _, out var fault));
        return fault;
    }
}
