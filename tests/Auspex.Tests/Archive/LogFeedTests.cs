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
        Assert.Equal("1: event 100.000:1 PROCTITLE\ntoo long 1\n", Read([forged + text + "\n" + Last]));
    }

    [Fact]
    public void A_line_as_long_as_may_be_is_a_record()
    {
        const string head = "type=SYSCALL msg=audit(100.000:1): ";
        var line = head + new string('x', RecordReader.MaxRecordBytes - head.Length) + "\n";
        Assert.Equal("2: event 100.000:1 SYSCALL PROCTITLE\n", Read([line + Last]));
    }

    [Theory]
    [InlineData("audit: ", true)]
    [InlineData("[   12.345678] audit: ", true)]
    [InlineData("<5>[   12.345678] audit: ", true)]
    [InlineData("kern  :notice: [   12.345678] audit: ", true)]
    [InlineData("Nov 28 20:01:02 host kernel: audit: ", true)]
    [InlineData("2026-11-28T20:01:02+00:00 host kernel: [   12.345678] audit: ", true)]
    [InlineData("Nov 28 20:01:02 host mallory: audit: ", false)]
    [InlineData("Nov 28 20:01:02 host kernel: usb ", false)]
    public void Lines_of_the_kernel_in_a_system_log_are_records(string prefix, bool isRecord)
    {
        var log = new EventLog(new AssemblerOptions());
        var feed = new LogFeed(log.Assembler);
        using var source = Log($"{prefix}type=1300 audit(100.000:1): pid=7\n{prefix}type=1327 audit(100.000:1): proctitle=\"x\"\n", 1000);
        Assert.True(feed.Read(source));
        log.End();
        Assert.Equal(isRecord ? (2, 2, 0) : (0, 0, 2), (feed.Records, feed.Prefixed, feed.Malformed));
        Assert.Equal(isRecord ? "2: event 100.000:1 SYSCALL PROCTITLE\n" : "malformed 2\n", log.ToString());
    }

    [Fact]
    public void A_sink_that_wants_no_more_ends_the_reading()
    {
        var assembler = new EventAssembler(new Stopper());
        using var log = Log(First + Last + "\n" + First, 20);
        Assert.False(new LogFeed(assembler).Read(log));
        Assert.Equal(2, assembler.Records);
    }

    private static string Read(string[] files)
    {
        var log = new EventLog(new AssemblerOptions());
        var feed = new LogFeed(log.Assembler);
        foreach (var file in files)
        {
            using var source = Log(file, 100_000);
            Assert.True(feed.Read(source));
        }

        log.End();
        var passedOver = feed.Malformed - log.Assembler.Malformed;
        return log + (passedOver > 0 ? $"too long {passedOver}\n" : "");
    }

    private static StreamLog Log(string text, int pieceBytes) =>
        new(new StreamInput(new PieceStream(Encoding.ASCII.GetBytes(text), () => pieceBytes))) { Path = "log" };

    private sealed class Stopper : IEventSink
    {
        public bool OnEvent(AuditEvent auditEvent) => false;

        public void OnLost(in Loss loss) => Assert.Fail("nothing is lost");
    }
}
