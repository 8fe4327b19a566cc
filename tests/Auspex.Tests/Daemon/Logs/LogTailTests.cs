using System.Text;
using Auspex.Daemon.Logs;

namespace Auspex.Tests.Daemon.Logs;

/// <summary>Where the next daemon goes on.</summary>
public sealed class LogTailTests
{
    [Fact]
    public void A_torn_line_is_cut_and_its_event_is_not_whole()
    {
        var tail = Read("type=CWD msg=audit(9.000:7): cwd=\"/\"\ntype=PROCTITLE msg=audit(9.000:7): proc");
        Assert.Equal("type=PROCTITLE msg=audit(9.000:7): proc".Length, tail.TornBytes);
        Assert.Equal(7u, tail.LastSerial);
        Assert.False(tail.IsComplete);
    }

    [Fact]
    public void An_event_that_ended_is_whole()
    {
        var tail = Read("type=CWD msg=audit(9.000:7): cwd=\"/\"\ntype=PROCTITLE msg=audit(9.000:7): proctitle=00\n");
        Assert.Equal(0, tail.TornBytes);
        Assert.True(tail.IsComplete);
    }

    [Fact]
    public void Holes_that_a_record_tells_of_are_left_out()
    {
        var tail = Read(
            """
            type=LOGIN msg=audit(9.000:7): pid=1
            type=LOGIN msg=audit(9.000:10): pid=1
            type=DAEMON_ERR msg=audit(9.000:8123): op=lost cause=serials count=2 first=8 last=9 from=9.000 to=9.000 res=failed
            type=LOGIN msg=audit(9.000:12): pid=1

            """);
        var hole = Assert.Single(tail.Holes);
        Assert.Equal((11UL, 11UL), (hole.First, hole.Last));
        Assert.Equal(12u, tail.LastSerial);
    }

    /// <summary>A stamp is taken when a call begins, and its record is written when it ends.</summary>
    [Fact]
    public void A_call_that_had_waited_says_neither_when_the_log_ended_nor_when_a_hole_was()
    {
        var tail = Read("type=LOGIN msg=audit(9000.000:7): pid=1\ntype=SYSCALL msg=audit(100.000:10): pid=1\ntype=PROCTITLE msg=audit(100.000:10): proctitle=00\n");
        Assert.Equal(9_000_000, tail.LastMilliseconds);
        var hole = Assert.Single(tail.Holes);
        Assert.Equal((8UL, 9UL, 9_000_000L, 9_000_000L), (hole.First, hole.Last, hole.FromMilliseconds, hole.ToMilliseconds));
    }

    [Fact]
    public void Another_boot_is_not_gone_on_with()
    {
        Assert.Null(LogTail.Read("type=LOGIN msg=audit(9.000:7): pid=1\n"u8, 10_000).LastSerial);
        Assert.Null(Read("").LastSerial);
    }

    /// <summary>A collector's log: what other machines sent has other serials, and their daemons' losses and ends are not ours.</summary>
    [Fact]
    public void Records_of_other_machines_are_passed_over()
    {
        const string log =
            """
            type=LOGIN msg=audit(9.000:7): pid=1
            type=LOGIN msg=audit(9.000:10): pid=1
            node=web type=LOGIN msg=audit(9.000:2000000010): pid=1
            node=web type=DAEMON_ERR msg=audit(9.000:1): op=lost cause=serials count=2 first=8 last=9 from=9.000 to=9.000 res=failed
            node=web type=DAEMON_END msg=audit(9.000:2): op=terminate res=success

            """;
        var tail = Read(log);
        Assert.Equal(10u, tail.LastSerial);
        Assert.False(tail.HasNothingPending);
        var hole = Assert.Single(tail.Holes);
        Assert.Equal((8UL, 9UL), (hole.First, hole.Last));
        Assert.Equal(2000000010u, LogTail.Read(Encoding.UTF8.GetBytes(log), 0, "web"u8).LastSerial);
    }

    /// <summary>Who writes such a record to hide a hole has to own up to it, as our daemon would.</summary>
    [Theory]
    [InlineData("op=lost cause=consumer count=9 first=0 last=4294967295 from=1.0 to=2.0 res=success")]
    [InlineData("op=lost cause=consumer count=9 first=0 last=4294967295 from=1.0 to=2.0 res=failed")]
    [InlineData("op=lost cause=socket count=9 first=8 last=9 from=9.000 to=9.000 res=failed")]
    [InlineData("op=lost cause=disk count=1 first=0 last=4294967295 from=9.000 to=9.000 res=failed")]
    [InlineData("op=lost cause=serials count=2 first=0 last=4294967295 from=9.000 to=9.000 res=failed")]
    [InlineData("op=lost cause=serials first=8 last=9 from=9.000 to=9.000 res=failed")]
    [InlineData("op=lost cause=serials count=2 first=8 last=9 from=9.000 to=9.000 res=success")]
    public void A_loss_that_does_not_tell_of_a_hole_does_not_hide_it(string told) => Assert.Single(
        Read($"type=LOGIN msg=audit(9.000:7): pid=1\ntype=LOGIN msg=audit(9.000:10): pid=1\ntype=DAEMON_ERR msg=audit(9.000:8123): {told}\n").Holes);

    private static LogTail Read(string text) => LogTail.Read(Encoding.UTF8.GetBytes(text), 0);
}
