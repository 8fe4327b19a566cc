namespace Auspex.Tests;

public sealed class RecordReaderSmoke
{
    [Fact]
    public void A_line_is_taken_apart()
    {
        var record = Auspex.Records.RecordReader.Parse("type=SYSCALL msg=audit(1.002:3): a=1"u8);
        Assert.Equal(Auspex.Tables.RecordType.Syscall, record.Type);
        Assert.Equal(1002, record.Stamp.Milliseconds);
    }
}
