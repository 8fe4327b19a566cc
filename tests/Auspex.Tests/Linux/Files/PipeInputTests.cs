using System.IO.Pipes;
using Auspex.Archive;
using Auspex.Linux.Files;

namespace Auspex.Tests.Linux.Files;

public sealed class PipeInputTests
{
    [Fact]
    public void A_pipe_gives_what_is_there_then_falls_silent_then_ends()
    {
        using var writer = new AnonymousPipeServerStream(PipeDirection.Out);
        var fd = (int)writer.ClientSafePipeHandle.DangerousGetHandle();
        using var log = new StreamLog(new PipeInput(fd, silenceMilliseconds: 20, ownsDescriptor: false)) { Path = "-" };
        Assert.Equal(LogRead.Silence, log.Read(out _));
        writer.Write("one\ntw"u8);
        Assert.Equal(LogRead.Block, log.Read(out var block));
        Assert.True(log.Slice(block.Position, block.Length).SequenceEqual("one\n"u8));
        Assert.Equal(LogRead.Silence, log.Read(out _));
        writer.Write("o"u8);
        writer.Dispose();
        Assert.Equal(LogRead.Block, log.Read(out block));
        Assert.Equal(new LogBlock(4, 3), block);
        Assert.True(log.Slice(block.Position, block.Length).SequenceEqual("two"u8));
        Assert.Equal(LogRead.End, log.Read(out _));
    }

    [Fact]
    public void What_cannot_be_read_ends_and_says_why()
    {
        var input = new PipeInput(1_000_000, silenceMilliseconds: -1, ownsDescriptor: false);
        Assert.Equal(0, input.Read(new byte[10]));
        Assert.Equal("Bad file descriptor", input.Problem);
    }
}
