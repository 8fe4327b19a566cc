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

    [Fact]
    public void Another_boot_is_not_gone_on_with()
    {
        Assert.Null(LogTail.Read("type=LOGIN msg=audit(9.000:7): pid=1\n"u8, 10_000).LastSerial);
        Assert.Null(Read("").LastSerial);
    }

    private static LogTail Read(string text) => LogTail.Read(Encoding.UTF8.GetBytes(text), 0);
}
