using System.Net;
using Auspex.Daemon.Remote;
using Auspex.Tables;

namespace Auspex.Tests.Daemon.Remote;

/// <summary>Callers make log lines, also such as are refused: never so many that they rotate the log away.</summary>
public sealed class CallerRecordsTests
{
    private readonly FakeTime time = new();
    private readonly NotedLog log = new();
    private readonly CallerRecords records;

    public CallerRecordsTests() => records = new CallerRecords(log, time);

    [Fact]
    public void Who_calls_again_and_again_is_counted_and_told_of_at_the_end_of_the_minute()
    {
        for (var i = 0; i < 5000; i++) Refuse("127.0.0.1", i);
        Assert.Equal(CallerRecords.EachAddress, log.Lines.Count);
        Assert.Equal("DaemonAccept op=wrap addr=127.0.0.1 port=0 res=no", log.Lines[0]);
        time.Pass(TimeSpan.FromSeconds(61));
        records.Tick();
        Assert.Equal($"DaemonAccept op=wrap addr=127.0.0.1 count={5000 - CallerRecords.EachAddress} res=no", log.Lines[^1]);
        Assert.Equal(CallerRecords.EachAddress + 1, log.Lines.Count);
        Assert.True(Refuse("127.0.0.1", 7));
    }

    [Fact]
    public void Many_addresses_have_one_bound_together_and_none_keeps_senders_from_being_told()
    {
        for (var i = 0; i < 100_000; i++) Refuse($"10.{i >> 16}.{(i >> 8) & 255}.{i & 255}", 1);
        Assert.Equal(CallerRecords.MostRefused, log.Lines.Count);
        Assert.True(records.Add(RecordType.DaemonAccept, "", IPAddress.Parse("192.0.2.1"), 60, isTaken: true));
        Assert.Equal("DaemonAccept addr=192.0.2.1 port=60 res=success", log.Lines[^1]);
        log.Lines.Clear();
        records.Finish();
        Assert.InRange(log.Lines.Count, 1, 1024);
        var told = log.Lines.Sum(static l => long.Parse(l.Split("count=")[1].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(100_000 - CallerRecords.MostRefused, told);
    }

    [Fact]
    public void Each_sender_of_a_fleet_is_told_by_itself()
    {
        for (var i = 0; i < 1000; i++) Assert.True(records.Add(RecordType.DaemonAccept, "", new IPAddress(0x0A000000L + i), 60, isTaken: true));
        Assert.Equal(1000, log.Lines.Count);
        records.Finish();
        Assert.Equal(1000, log.Lines.Count);
    }

    private bool Refuse(string address, int port) => records.Add(RecordType.DaemonAccept, "op=wrap", IPAddress.Parse(address), port, isTaken: false);
}
