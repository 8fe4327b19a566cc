using System.Text;
using Auspex.Records;
using Auspex.Tables;

namespace Auspex.Tests.Records;

public sealed class RecordReaderTests
{
    [Fact]
    public void A_line_is_taken_apart()
    {
        var record = RecordReader.Parse("node=a type=SYSCALL msg=audit(1700000001.002:3): a=1\u001dA=\"b\""u8);
        Assert.Equal(RecordError.None, record.Error);
        Assert.Equal("a"u8, record.Node);
        Assert.Equal("SYSCALL"u8, record.TypeName);
        Assert.Equal(RecordType.Syscall, record.Type);
        Assert.Equal(new EventStamp(1_700_000_001_002, 3), record.Stamp);
        Assert.Equal("a=1"u8, record.Body);
        Assert.Equal("A=\"b\""u8, record.Enrichment);
        Assert.True(record.TryGetField("a"u8, out var one));
        Assert.Equal("1"u8, one);
        Assert.False(record.TryGetField("b"u8, out _));
    }

    [Fact]
    public void A_kernel_message_reads_as_the_line_that_auditd_makes_of_it()
    {
        var message = RecordReader.ParseKernel(RecordType.Cwd, "audit(1700000001.002:3): cwd=\"/\"\n\0\0"u8);
        var line = RecordReader.Parse("type=CWD msg=audit(1700000001.002:3): cwd=\"/\""u8);
        Assert.Equal(line.Type, message.Type);
        Assert.Equal(line.Stamp, message.Stamp);
        Assert.Equal(line.Body, message.Body);
        Assert.True(message.Line.IsEmpty);
    }

    [Fact]
    public void A_kernel_message_without_stamp_is_kept_as_malformed()
    {
        var message = RecordReader.ParseKernel(RecordType.Kernel, "initialized\0"u8);
        Assert.Equal(RecordError.NoStamp, message.Error);
        Assert.Equal(RecordType.Kernel, message.Type);
        Assert.Equal("initialized"u8, message.Line);
        Assert.Equal(RecordError.NoStamp, RecordReader.ParseKernel(RecordType.Kernel, default).Error);
    }

    [Fact]
    public void An_unfinished_line_waits_for_more_and_is_not_searched_again()
    {
        var reader = new RecordReader("type=CWD msg=audit(1.0"u8, isFinal: false);
        Assert.False(reader.TryRead(out _));
        Assert.Equal(0, reader.Consumed);
        Assert.Equal(new RecordReaderState(Searched: 22, IsInLongLine: false), reader.State);
    }

    [Theory]
    [InlineData(1 << 16)]
    [InlineData(RecordReader.MaxRecordBytes - 1)]
    [InlineData(RecordReader.MaxRecordBytes)]
    [InlineData(RecordReader.MaxRecordBytes + 1)]
    [InlineData(10_000_000)]
    public void A_line_that_is_too_long_comes_out_once_and_hides_no_record_inside(int size)
    {
        const string before = "type=CWD msg=audit(1.000:1): cwd=\"/before\"\n";
        const string inside = " type=CWD msg=audit(1.000:2): cwd=\"/forged\"";
        const string after = "type=CWD msg=audit(1.000:3): cwd=\"/after\"\n";
        var text = new StringBuilder(before);
        while (text.Length < before.Length + (2 * RecordReader.MaxRecordBytes)) text.Append(inside);
        var log = Encoding.ASCII.GetBytes(text.Append('\n').Append(after).ToString());

        var seen = new List<(RecordError Error, int Length, ulong Serial)>();
        RecordBlocks.Read(log, size, (in record) => seen.Add((record.Error, record.Line.Length, record.Stamp.Serial)));
        Assert.Equal(
            [(RecordError.None, before.Length - 1, 1), (RecordError.TooLong, RecordReader.MaxRecordBytes, 0), (RecordError.None, after.Length - 1, 3)],
            seen);
    }

    [Theory]
    [InlineData(0, RecordError.None)]
    [InlineData(1, RecordError.TooLong)]
    public void The_longest_record_has_exactly_the_named_length(int more, RecordError expected)
    {
        var log = new byte[RecordReader.MaxRecordBytes + more + 1];
        log.AsSpan().Fill((byte)'x');
        "type=CWD msg=audit(1.000:1): cwd="u8.CopyTo(log);
        log[^1] = (byte)'\n';
        foreach (var size in (int[])[log.Length - 1, log.Length])
        {
            var errors = new List<RecordError>();
            RecordBlocks.Read(log, size, (in record) => errors.Add(record.Error));
            Assert.Equal([expected], errors);
        }
    }

    [Fact]
    public void A_long_line_that_comes_byte_by_byte_costs_no_more_than_its_bytes()
    {
        var log = new byte[300_000];
        log.AsSpan().Fill((byte)'x');
        var state = default(RecordReaderState);
        for (var end = 0; end < log.Length; end++)
        {
            var reader = new RecordReader(log.AsSpan(0, end), isFinal: false, state);
            Assert.False(reader.TryRead(out _));
            Assert.Equal(end, reader.State.Searched); // so that the next reader begins there
            state = reader.State;
        }
    }

    [Fact]
    public void A_state_of_another_block_does_no_harm()
    {
        foreach (var searched in (int[])[int.MinValue, -1, 1000, int.MaxValue])
        {
            var reader = new RecordReader("a\nb"u8, isFinal: true, new RecordReaderState(searched, IsInLongLine: false));
            while (reader.TryRead(out var record)) Assert.Equal(RecordError.NoType, record.Error);
            Assert.Equal(3, reader.Consumed);
        }
    }
}
