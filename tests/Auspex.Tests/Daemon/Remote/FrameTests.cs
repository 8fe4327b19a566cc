using Auspex.Daemon.Remote;

namespace Auspex.Tests.Daemon.Remote;

/// <summary>Frames between audisp-remote and the collector.</summary>
public sealed class FrameTests
{
    [Fact]
    public void A_header_is_sixteen_bytes_in_little_endian()
    {
        var bytes = new byte[FrameHeader.Size];
        new FrameHeader(FrameType.DiskError, 0x0123, 0x89ABCDEF).Write(bytes);
        Assert.Equal("FE0000FF0000020000602301EFCDAB89", Convert.ToHexString(bytes));
        Assert.True(FrameHeader.TryRead(bytes, out var read));
        Assert.Equal(new FrameHeader(FrameType.DiskError, 0x0123, 0x89ABCDEF), read);
    }

    [Fact]
    public void Types_have_the_numbers_of_the_protocol()
    {
        Assert.Equal(
            [0u, 1u, 0x40000000u, 0x40000001u, 0x50000001u, 0x60000001u, 0x60000002u],
            Enum.GetValues<FrameType>().Select(static t => (uint)t));
        Assert.True(FrameType.DiskFull.Has(FrameBits.Fatal));
        Assert.True(FrameType.DiskLow.Has(FrameBits.Warning));
        Assert.False(FrameType.Heartbeat.Has(FrameBits.Reply));
    }

    [Fact]
    public void Other_versions_are_read_and_other_magic_is_not()
    {
        var bytes = new byte[FrameHeader.Size];
        new FrameHeader(FrameType.Heartbeat, 0, 7).Write(bytes);
        bytes[4] = 9;
        bytes[5] = 9;
        Assert.True(FrameHeader.TryRead(bytes, out _));
        Assert.False(FrameHeader.TryRead(bytes.AsSpan(0, 15), out _));
        bytes[3] = 0;
        Assert.False(FrameHeader.TryRead(bytes, out _));
    }

    [Fact]
    public void A_body_longer_than_a_frame_is_not_written() =>
        Assert.Throws<InvalidOperationException>(() => new FrameHeader(FrameType.Message, FrameHeader.MaxBody + 1, 0).Write(new byte[16]));

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(16)]
    [InlineData(4000)]
    [InlineData(100_000)]
    public void However_it_is_cut_the_same_frames_come(int cut)
    {
        var random = new Random(11);
        var sent = new List<(uint Sequence, byte[] Body)>();
        using var stream = new MemoryStream();
        for (uint i = 0; i < 60; i++)
        {
            var body = new byte[i % 7 == 0 ? FrameHeader.MaxBody : random.Next(0, 300)];
            random.NextBytes(body);
            sent.Add((i, body));
            stream.Write(FrameOf(FrameType.Message, i, body));
        }

        var reader = new FrameReader();
        var came = new List<(uint Sequence, byte[] Body)>();
        var bytes = stream.ToArray().AsSpan();
        while (!bytes.IsEmpty)
        {
            var taken = reader.Feed(bytes[..Math.Min(cut, bytes.Length)]);
            bytes = bytes[taken..];
            while (reader.Read(out var header, out var body) == FrameStep.Frame) came.Add((header.Sequence, body.ToArray()));
        }

        Assert.Equal(sent.Select(static s => s.Sequence), came.Select(static s => s.Sequence));
        Assert.All(sent.Zip(came), static pair => Assert.Equal(pair.First.Body, pair.Second.Body));
        Assert.Equal(0, reader.Waiting.Length);
    }

    [Fact]
    public void What_does_not_begin_with_the_magic_can_be_passed_over_by_lines()
    {
        var reader = new FrameReader();
        reader.Feed("type=EOE msg=x"u8);
        Assert.Equal(FrameStep.BadMagic, reader.Read(out _, out _));
        Assert.False(reader.SkipLine());
        reader.Feed("y\n"u8);
        reader.Feed(FrameOf(FrameType.Heartbeat, 5, []));
        Assert.True(reader.SkipLine());
        Assert.Equal(FrameStep.Frame, reader.Read(out var header, out _));
        Assert.Equal(5u, header.Sequence);
    }

    [Fact]
    public void A_frame_that_is_too_long_is_said_at_its_header()
    {
        var bytes = FrameOf(FrameType.Message, 1, []);
        bytes[10] = 0xFF;
        bytes[11] = 0xFF;
        var reader = new FrameReader();
        reader.Feed(bytes);
        Assert.Equal(FrameStep.TooLong, reader.Read(out var header, out _));
        Assert.Equal(65535, header.Length);
    }

    [Fact]
    public void Half_a_magic_waits_and_a_wrong_byte_does_not()
    {
        var reader = new FrameReader();
        reader.Feed([0xFE, 0x00]);
        Assert.Equal(FrameStep.NeedMore, reader.Read(out _, out _));
        reader.Feed([0x01]);
        Assert.Equal(FrameStep.BadMagic, reader.Read(out _, out _));
    }

    internal static byte[] FrameOf(FrameType type, uint sequence, ReadOnlySpan<byte> body)
    {
        var bytes = new byte[FrameHeader.Size + body.Length];
        new FrameHeader(type, body.Length, sequence).Write(bytes);
        body.CopyTo(bytes.AsSpan(FrameHeader.Size));
        return bytes;
    }
}
