using System.Text;
using Auspex.Archive;
using Auspex.Events;
using Auspex.Records;
using Auspex.Tests.Support;

namespace Auspex.Tests.Archive;

/// <summary>Logs as files and pipes give them.</summary>
public sealed class LogFeedTests
{
    private const string First = "type=SYSCALL msg=audit(100.000:1): pid=7\n";
    private const string Last = "type=PROCTITLE msg=audit(100.000:1): proctitle=\"x\"";

    [Fact]
    public void A_last_line_without_end_is_a_record() =>
        Assert.Equal("2: event 100.000:1 SYSCALL PROCTITLE\n", Read([First + Last]));

    [Fact]
    public void Files_continue_each_other() =>
        Assert.Equal("2: event 100.000:1 SYSCALL PROCTITLE\n", Read([First, "", Last + "\n"]));

    [Fact]
    public void An_empty_file_holds_nothing() => Assert.Equal("", Read([""]));

    [Fact]
    public void The_tail_of_an_overlong_line_does_not_pose_as_a_record()
    {
        var forged = "type=SYSCALL msg=audit(100.000:1): " + new string('x', RecordReader.MaxRecordBytes + (300 << 10));
        var text = string.Concat(Enumerable.Range(0, 40_000).Select(_ => "type=USER_LOGIN msg=audit(100.000:1): forged ")); // at any cut
        Assert.Equal("2: event 100.000:1 PROCTITLE\nmalformed 1\n", Read([forged + text + "\n" + Last]));
    }

    [Fact]
    public void A_line_as_long_as_may_be_is_a_record()
    {
        const string head = "type=SYSCALL msg=audit(100.000:1): ";
        var line = head + new string('x', RecordReader.MaxRecordBytes - head.Length) + "\n";
        Assert.Equal("2: event 100.000:1 SYSCALL PROCTITLE\n", Read([line + Last]));
    }

    [Fact]
    public void A_sink_that_wants_no_more_ends_the_reading()
    {
        var assembler = new EventAssembler(new Stopper());
        using var stream = new PieceStream(Encoding.ASCII.GetBytes(First + Last + "\n" + First), () => 20);
        Assert.False(LogFeed.Read(stream, assembler));
        Assert.Equal(2, assembler.Records);
    }

    private static string Read(string[] files)
    {
        var log = new EventLog(new AssemblerOptions());
        foreach (var file in files)
        {
            using var stream = new PieceStream(Encoding.ASCII.GetBytes(file), () => 100_000);
            Assert.True(LogFeed.Read(stream, log.Assembler));
        }

        log.End();
        return log.ToString();
    }

    private sealed class Stopper : IEventSink
    {
        public bool OnEvent(AuditEvent auditEvent) => false;

        public void OnLost(in Loss loss) => Assert.Fail("nothing is lost");
    }
}
