using Auspex.Daemon.Queues;

namespace Auspex.Tests.Daemon.Queues;

/// <summary>What of a stream is sent again.</summary>
public sealed class SentRecordsTests
{
    [Theory]
    [InlineData(0, "", 0, 0)]
    [InlineData(30, "30", 0, 0)]
    [InlineData(31, "30", 1, 1)]
    [InlineData(49, "30", 19, 1)]
    [InlineData(50, "20,30", 0, 0)]
    [InlineData(60, "10,20,30", 0, 0)]
    [InlineData(99, "10,20,30", 0, 0)] // more than went out
    public void Whole_records_are_found_from_the_end(int unread, string lengths, int skipped, int broken)
    {
        var sent = new SentRecords();
        sent.Add(10);
        sent.Add(20);
        sent.Add(30);
        var whole = sent.Unread(unread, out var rest, out var cut);
        Assert.Equal(lengths, string.Join(',', whole));
        Assert.Equal((skipped, broken), (rest, cut));
    }

    [Fact]
    public void What_is_forgotten_is_never_guessed()
    {
        var sent = new SentRecords();
        for (var i = 0; i < 5000; i++) sent.Add(7);
        Assert.Equal(35_000, sent.Bytes);
        var whole = sent.Unread(35_000, out var skipped, out var broken);
        Assert.All(whole, static l => Assert.Equal(7, l));
        Assert.Equal(35_000 - (whole.Count * 7), skipped);
        Assert.Equal(1, broken);
        sent.Clear();
        Assert.Empty(sent.Unread(100, out _, out _));
    }
}
