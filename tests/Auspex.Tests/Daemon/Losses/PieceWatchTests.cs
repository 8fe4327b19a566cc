using System.Text;
using Auspex.Daemon.Losses;
using Auspex.Events;
using Auspex.Tables;

namespace Auspex.Tests.Daemon.Losses;

/// <summary>Events that come without some of their records.</summary>
public sealed class PieceWatchTests
{
    private readonly List<LossRecord> told = [];
    private readonly PieceWatch watch;

    public PieceWatchTests() => watch = new PieceWatch(told.Add, 9);

    [Fact]
    public void Whole_events_are_nothing_to_tell()
    {
        for (var serial = 10u; serial < 100; serial++) Give(serial, "call path path cwd title end");
        watch.Settle();
        Assert.Empty(told);
    }

    [Theory]
    [InlineData("path path cwd title end", 1)]
    [InlineData("call path cwd title end", 1)]
    [InlineData("call cwd title end", 2)]
    [InlineData("call path path title", 1)]
    [InlineData("call path path cwd end", 1)]
    [InlineData("end", 2)] // how many paths it had nobody knows
    [InlineData("cwd", 2)]
    [InlineData("path", 3)]
    public void What_the_rest_of_an_event_asks_for_is_missing(string pieces, int missing)
    {
        Give(10, "call path path cwd title end");
        Give(11, pieces);
        Give(12, "call path path cwd title end");
        for (var i = 0; i <= PieceWatch.PatienceTicks; i++) watch.Tick();
        var loss = Assert.Single(told);
        Assert.Equal(new LossRecord(LossCause.Socket, missing, 11, 11, 1100, 1100), loss);
        Assert.Equal($"op=lost cause=socket count={loss.Count} first=11 last=11 from=1.100 to=1.100 res=failed", loss.Text);
    }

    [Fact]
    public void Types_that_never_come_are_excluded_by_a_rule()
    {
        Give(10, "call path path end");
        Give(11, "call path path end");
        var another = new PieceWatch(told.Add, 9);
        Give(another, 10, "call end");
        another.Settle();
        watch.Settle();
        Assert.Empty(told);
    }

    [Fact]
    public void Neighbours_are_told_as_one_and_others_apart()
    {
        Give(10, "call path path cwd title");
        foreach (var serial in (uint[])[20, 21, 25, 1000]) Give(serial, "path path cwd title");
        watch.Settle();
        Assert.Equal([(3L, 20UL, 25UL), (1L, 1000UL, 1000UL)], told.Select(static t => (t.Count, t.First, t.Last)));
    }

    [Fact]
    public void Records_that_come_late_are_waited_for()
    {
        Give(10, "call path path cwd title");
        Give(11, "path path cwd title end");
        watch.Tick();
        for (var serial = 12u; serial < 8000; serial++) Give(serial, "call path path cwd title end");
        watch.Tick();
        Give(11, "call");
        for (var i = 0; i <= PieceWatch.PatienceTicks; i++) watch.Tick();
        Assert.Empty(told);
    }

    [Fact]
    public void An_event_far_behind_is_judged_and_not_begun_anew()
    {
        Give(10, "call path path cwd title");
        Give(11, "path path cwd title end");
        for (var serial = 12u; serial < 20_000; serial++) Give(serial, "call path path cwd title end");
        Give(11, "call");
        watch.Settle();
        Assert.Equal((1L, 11UL, 11UL), (Assert.Single(told).Count, told[0].First, told[0].Last));
    }

    [Fact]
    public void What_came_before_is_not_looked_at_and_other_records_are_no_events_of_calls()
    {
        Give(9, "path");
        Give(10, "call path path cwd title end");
        watch.Add(RecordType.Login, 11, 1, "audit(1.0:11): pid=1"u8);
        watch.Add(RecordType.ConfigChange, 12, 1, "audit(1.0:12): op=x"u8);
        watch.Add(RecordType.UserLogin, 13, 1, "audit(1.0:13): pid=1"u8);
        Give(14, "ring path path cwd end");
        watch.Settle();
        Assert.Empty(told);
    }

    [Fact]
    public void Serials_go_on_behind_two_to_the_32()
    {
        var young = new PieceWatch(told.Add, uint.MaxValue - 2);
        foreach (var serial in (uint[])[uint.MaxValue - 1, uint.MaxValue, 0, 1]) Give(young, serial, serial == 0 ? "path path cwd title" : "call path path cwd title");
        young.Settle();
        Assert.Equal((0UL, 0UL, 1L), (Assert.Single(told).First, told[0].Last, told[0].Count));
    }

    [Fact]
    public void Long_after_the_last_overflow_it_is_over()
    {
        watch.Renew();
        for (var i = 0u; i < PieceWatch.WatchTicks; i++) TickBusily(100 + i);
        Assert.False(watch.IsOver);
        TickBusily(1000);
        Assert.True(watch.IsOver);
    }

    [Fact]
    public void It_is_not_over_while_the_kernel_keeps_what_it_has()
    {
        watch.Renew();
        Give(10, "call path path cwd title");
        for (var i = 0; i < PieceWatch.WatchTicks * 3; i++) watch.Tick();
        Assert.False(watch.IsOver);
        Give(20, "call cwd path title");
        for (var i = 0; i <= PieceWatch.PatienceTicks; i++) watch.Tick();
        Assert.Equal((20UL, 1L), (Assert.Single(told).First, told[0].Count));
    }

    private void TickBusily(uint serial)
    {
        Give(serial, "call path path cwd title");
        watch.Tick();
    }

    private void Give(uint serial, string pieces) => Give(watch, serial, pieces);

    private static void Give(PieceWatch to, uint serial, string pieces)
    {
        foreach (var piece in pieces.Split(' '))
        {
            var (type, text) = piece switch
            {
                "call" => (RecordType.Syscall, "arch=c000003e syscall=21 success=no exit=-2 a0=1 items=2 ppid=1 pid=2"),
                "ring" => (RecordType.Uringop, "uring_op=18 success=yes exit=0 items=2 ppid=1 pid=2"),
                "path" => (RecordType.Path, "item=0 name=\"/x\""),
                "cwd" => (RecordType.Cwd, "cwd=\"/\""),
                "title" => (RecordType.Proctitle, "proctitle=00"),
                _ => (RecordType.Eoe, ""),
            };
            to.Add(type, serial, serial * 100, Encoding.ASCII.GetBytes($"audit(1.0:{serial}): {text}"));
        }
    }
}
