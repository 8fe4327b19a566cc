using System.IO.Pipes;
using Auspex.Linux.Loop;

namespace Auspex.Tests.Linux.Loop;

public sealed class FdWriterTests
{
    [Fact]
    public async Task Bytes_arrive_in_order_whatever_their_sizes()
    {
        const int seed = 5;
        var random = new Random(seed);
        using var pipe = new AnonymousPipeServerStream(PipeDirection.In);
        var expected = new MemoryStream();
        var received = new MemoryStream();
        var reading = Task.Run(() => pipe.CopyTo(received), TestContext.Current.CancellationToken);
        var writer = new FdWriter(DescriptorOf(pipe.ClientSafePipeHandle));
        for (var round = 0; round < 300; round++)
        {
            var bytes = new byte[random.Next(10) == 0 ? random.Next(200_000) : random.Next(500)];
            random.NextBytes(bytes);
            expected.Write(bytes);
            if (bytes.Length <= FdWriter.BufferBytes && round % 2 == 0)
            {
                bytes.CopyTo(writer.GetSpan(bytes.Length));
                writer.Advance(bytes.Length);
            }
            else
            {
                writer.Write(bytes);
            }
        }

        Assert.True(writer.Flush());
        Assert.Equal(0, writer.PendingBytes);
        pipe.DisposeLocalCopyOfClientHandle();
        await reading.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        Assert.True(expected.ToArray().AsSpan().SequenceEqual(received.ToArray()), $"seed {seed}");
    }

    [Fact]
    public void When_the_reader_has_gone_it_is_closed_and_no_failure()
    {
        var pipe = new AnonymousPipeServerStream(PipeDirection.In);
        using var client = pipe.ClientSafePipeHandle;
        var writer = new FdWriter(DescriptorOf(client));
        writer.Write("one"u8);
        Assert.True(writer.Flush());
        pipe.SafePipeHandle.Dispose();
        writer.Write("two"u8);
        Assert.False(writer.Flush());
        Assert.True(writer.IsClosed);
        writer.Write(new byte[200_000]);
        Assert.False(writer.Flush());
    }

    [Fact]
    public void Another_failure_is_told()
    {
        using var full = new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, 0);
        var writer = new FdWriter((int)full.SafeFileHandle.DangerousGetHandle());
        writer.Write("x"u8);
        Assert.Equal(28, Assert.Throws<Auspex.Kernel.KernelException>(() => writer.Flush()).Errno);
    }

    private static int DescriptorOf(System.Runtime.InteropServices.SafeHandle handle) => (int)handle.DangerousGetHandle();
}
