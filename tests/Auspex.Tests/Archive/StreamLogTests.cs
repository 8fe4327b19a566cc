using System.IO.Compression;
using System.Text;
using Auspex.Archive;
using Auspex.Tests.Support;

namespace Auspex.Tests.Archive;

public sealed class StreamLogTests
{
    [Fact]
    public void Blocks_are_whole_lines_and_together_the_whole_log()
    {
        var random = Seeded.New(out _);
        var text = new byte[3 << 20];
        random.NextBytes(text);
        for (var i = 0; i < text.Length; i++) text[i] = text[i] < 4 ? (byte)'\n' : (byte)('a' + (text[i] % 26));
        using var log = Log(new PieceStream(text, () => 10_007));
        var position = 0L;
        while (log.Read(out var block) == LogRead.Block)
        {
            Assert.Equal(position, block.Position);
            position += block.Length;
            Assert.True(position == text.Length || text[position - 1] == '\n');
            Assert.True(log.Slice(block.Position, block.Length).SequenceEqual(text.AsSpan((int)block.Position, block.Length)));
        }

        Assert.Equal(text.Length, position);
        Assert.True(log.Slice(1234, 100_000).SequenceEqual(text.AsSpan(1234, 100_000)), "what was read stays");
    }

    [Fact]
    public void What_is_not_needed_is_let_go()
    {
        var text = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 800_000).Select(i => $"{i,9}\n")));
        using var log = Log(new MemoryStream(text));
        while (log.Read(out _) == LogRead.Block)
        {
        }

        Assert.True(log.HeldBytes >= text.Length);
        log.Release([5, 7_000_000]);
        Assert.InRange(log.HeldBytes, 2, 3L * LogSource.BlockBytes);
        Assert.True(log.Slice(0, 10).SequenceEqual("        0\n"u8));
        Assert.True(log.Slice(7_000_000, 10).SequenceEqual("   700000\n"u8));
        log.Release([]);
        Assert.Equal(0, log.HeldBytes);
    }

    [Theory]
    [InlineData(LogSource.MaxLineBytes, 0)]
    [InlineData(LogSource.MaxLineBytes * 5, 1)]
    public void A_long_line_is_read_and_a_too_long_one_passed_over_and_counted(int length, int tooLong)
    {
        var text = Encoding.ASCII.GetBytes("first\n" + new string('x', length) + "\nlast\n");
        using var log = Log(new MemoryStream(text));
        var lines = Lines(log);
        Assert.Equal(tooLong, log.LongLines);
        Assert.Equal("first", lines[0]);
        Assert.Equal("last", lines[^1]);
        Assert.Equal(3 - tooLong, lines.Count);
    }

    /// <summary>A crash leaves them, and they end a line: the record behind them is whole (attack/nul-engines).</summary>
    [Theory]
    [InlineData(LogSource.MaxLineBytes - 3)]
    [InlineData(LogSource.MaxLineBytes)]
    [InlineData(5 << 20)]
    public void A_record_behind_a_long_run_of_NUL_is_read(int length)
    {
        using var log = Log(new MemoryStream([.. "first\n"u8, .. new byte[length], .. "last\nnext"u8]));
        Assert.Equal(["first", "last", "next"], Lines(log).SelectMany(l => l.Split('\0', StringSplitOptions.RemoveEmptyEntries)), StringComparer.Ordinal);
        Assert.Equal(0, log.LongLines);
    }

    [Fact]
    public void A_bomb_of_one_endless_line_takes_no_memory()
    {
        using var log = Log(new GZipStream(new MemoryStream(Bomb(512 << 20)), CompressionMode.Decompress));
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(["end"], Lines(log));
        Assert.Equal(1, log.LongLines);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 16 << 20);
    }

    [Fact]
    public void Damaged_compression_ends_the_log_and_says_so()
    {
        var whole = Gzip(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 5000).Select(i => $"line {i}\n"))));
        whole[whole.Length / 2] ^= 0x55;
        whole[(whole.Length / 2) + 1] ^= 0xAA;
        using var log = Log(new GZipStream(new MemoryStream(whole), CompressionMode.Decompress));
        Assert.NotEmpty(Lines(log));
        Assert.StartsWith("its compressed data is damaged, or ends too early: read up to byte ", log.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void The_beginning_can_be_seen_before_it_is_read()
    {
        using var log = Log(new PieceStream("one\ntwo\nthree"u8.ToArray(), () => 2));
        Assert.True(log.Beginning.SequenceEqual("one\ntwo\nthree"u8));
        Assert.Equal(["one", "two", "three"], Lines(log));
    }

    [Fact]
    public void An_empty_log_ends_at_once()
    {
        using var log = Log(new MemoryStream());
        Assert.Equal(0, log.Beginning.Length);
        Assert.Equal(LogRead.End, log.Read(out _));
        Assert.Equal(LogRead.End, log.Read(out _));
    }

    private static StreamLog Log(Stream stream) => new(new StreamInput(stream)) { Path = "test" };

    private static List<string> Lines(LogSource log)
    {
        var text = new StringBuilder();
        while (log.Read(out var block) == LogRead.Block)
        {
            text.Append(Encoding.UTF8.GetString(log.Slice(block.Position, block.Length)));
            log.Release([]);
        }

        return [.. text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }

    private static byte[] Gzip(byte[] bytes)
    {
        using var output = new MemoryStream();
        using (var gzip = new GZipStream(output, CompressionLevel.Fastest)) gzip.Write(bytes);
        return output.ToArray();
    }

    private static byte[] Bomb(int length)
    {
        using var output = new MemoryStream();
        using (var gzip = new GZipStream(output, CompressionLevel.Fastest))
        {
            var letters = new byte[1 << 20];
            letters.AsSpan().Fill((byte)'x');
            for (var i = 0; i < length; i += letters.Length) gzip.Write(letters);
            gzip.Write("\nend\n"u8);
        }

        return output.ToArray();
    }
}
