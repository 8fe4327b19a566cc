using System.Text;
using Auspex.Events;
using Auspex.Records;

namespace Auspex.Tests.Events;

public sealed class LossRecordTests
{
    public static TheoryData<string> Causes => new(Enum.GetNames<LossCause>());

    [Theory]
    [MemberData(nameof(Causes))]
    public void What_is_written_is_read(string name)
    {
        var cause = Enum.Parse<LossCause>(name);
        var consumer = cause == LossCause.Consumer ? "af_unix" : null;
        var loss = new LossRecord(cause, 7, 4294967290, 4294967295, 1795251276071, 1795251276999, consumer);
        Assert.True(TryRead(loss.Text, out var read, out var word));
        Assert.Equal(loss, read);
        Assert.Equal(LossRecord.WordOf(cause) + (consumer is null ? "" : ":af_unix"), word);
        Assert.Equal(word, cause.ToString().ToLowerInvariant() + (consumer is null ? "" : ":af_unix"));
    }

    [Theory]
    [InlineData("op=lost cause=weather count=7 first=1 last=7 from=1.000 to=2.000 res=failed", "weather")]
    [InlineData("op=lost cause=kernel count=0 from=1.000 to=2.000 res=failed", "kernel")]
    public void What_another_version_says_is_kept_and_explains_nothing(string body, string expected)
    {
        Assert.True(TryRead(body, out var loss, out var word));
        Assert.Equal(expected, word);
        Assert.False(loss.Explains(1, 1));
    }

    [Theory]
    [InlineData("op=start ver=4.2.2 res=failed")]
    [InlineData("op=lost cause=disk count=7 from=1.000 to=2.000 res=success")]
    [InlineData("op=lost cause=disk count=x from=1.000 to=2.000 res=failed")]
    [InlineData("op=lost cause=disk count=18446744073709551615 res=failed")]
    [InlineData("text op=lost cause=disk count=1 res=failed")]
    public void What_is_none_is_not_read(string body) => Assert.False(TryRead(body, out _, out _));

    /// <summary>Within its range, as many as it owns up to, also where serials turn.</summary>
    [Theory]
    [InlineData(LossCause.Serials, 7, 10, 16, 10, 16, true)]
    [InlineData(LossCause.Serials, 7, 10, 16, 12, 13, true)]
    [InlineData(LossCause.Serials, 7, 10, 16, 12, 17, false)]
    [InlineData(LossCause.Serials, 6, 10, 16, 12, 13, false)]
    [InlineData(LossCause.Disk, 2, 10, 16, 12, 13, true)]
    [InlineData(LossCause.Disk, 1, 10, 16, 12, 13, false)]
    [InlineData(LossCause.Kernel, 7, 10, 16, 12, 13, false)]
    [InlineData(LossCause.Serials, 6, 4294967293, 2, 4294967295, 1, true)]
    [InlineData(LossCause.Serials, 0, 0, 0, 0, 0, false)]
    internal void It_explains_holes(LossCause cause, long count, uint from, uint to, uint first, uint last, bool expected) =>
        Assert.Equal(expected, new LossRecord(cause, count, from, to, 0, 0).Explains(first, last));

    private static bool TryRead(string body, out LossRecord loss, out string word)
    {
        var line = Encoding.UTF8.GetBytes("type=DAEMON_ERR msg=audit(1795251276.071:1): " + body);
        return LossRecord.TryRead(RecordReader.Parse(line), out loss, out word);
    }
}
