using System.Globalization;
using System.Text;
using Auspex.Daemon.Configuration;
using Auspex.Daemon.Logs;
using Auspex.Events;
using Auspex.Linux.Daemon;
using Auspex.Tests.Daemon.Logs;

namespace Auspex.Tests.Linux.Daemon;

/// <summary>What others do to the log while it is written, on a real disk.</summary>
public sealed class LogPlaceTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("auspex-log-");
    private readonly NotedActions actions = new();
    private readonly LogDisk disk = new(new FlushTimes(), new Auspex.Threads.WorkerFailures());
    private readonly LogWriter log;
    private int serial = 10;

    public LogPlaceTests()
    {
        log = new LogWriter(disk, new DaemonConfig { LogFile = PathOf("audit.log"), LogCount = 4, MaxLogAction = new(DaemonAction.Rotate) }, actions);
        Assert.Equal(0, log.Open());
    }

    [Fact]
    public void A_log_that_was_removed_is_made_anew_with_all_that_was_written_since()
    {
        Write(3);
        log.Tick();
        File.Delete(PathOf("audit.log"));
        Write(4);
        log.Tick();
        Assert.Equal([13, 14, 15, 16], Serials("audit.log"));
        Assert.True(log.TakeLoss(out var loss));
        Assert.Equal(new LossFacts(LossCause.Removed, 3, 10, 12), LossFacts.Of(loss));
        Assert.False(log.TakeLoss(out _));
        Assert.Equal("op=log-removed res=success", log.TakeNews());
        Assert.Null(log.TakeNews());
        Assert.Single(actions.Notes, n => n == $"The log was removed by another: going on in {PathOf("audit.log")}");
        Write(1);
        Assert.Equal([13, 14, 15, 16, 17], Serials("audit.log"));
    }

    [Fact]
    public void A_rotation_looks_first()
    {
        Write(3);
        log.Tick();
        File.Delete(PathOf("audit.log"));
        Write(4);
        log.Rotate();
        Write(1);
        Assert.Equal([13, 14, 15, 16], Serials("audit.log.1"));
        Assert.Equal([17], Serials("audit.log"));
        Assert.True(log.TakeLoss(out var loss));
        Assert.Equal(3, loss.Count);
    }

    [Fact]
    public void A_log_that_was_moved_keeps_what_it_has_and_a_new_one_begins()
    {
        Write(3);
        File.Move(PathOf("audit.log"), PathOf("old.log"));
        log.Tick();
        Write(2);
        Assert.Equal([10, 11, 12], Serials("old.log"));
        Assert.Equal([13, 14], Serials("audit.log"));
        Assert.False(log.TakeLoss(out _));
        Assert.Equal("op=log-moved res=success", log.TakeNews());
    }

    [Fact]
    public void Without_its_folder_it_goes_on_where_it_is_and_says_so_once()
    {
        var inner = folder.CreateSubdirectory("log");
        using var other = new LogWriter(disk, new DaemonConfig { LogFile = PathOf("log/audit.log") }, actions);
        Assert.Equal(0, other.Open());
        inner.MoveTo(PathOf("log2"));
        for (var i = 0; i < 3; i++)
        {
            other.Append(Line());
            other.EndBatch();
            other.Tick();
        }

        Assert.Equal([10, 11, 12], Serials("log2/audit.log"));
        Assert.Single(actions.Notes);
        folder.CreateSubdirectory("log");
        other.Tick();
        other.Append(Line());
        other.EndBatch();
        Assert.Equal([13], Serials("log/audit.log"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)] // before anybody looks, there is something in it again
    public void A_log_that_was_emptied_is_told_and_gone_on_with(bool isLate)
    {
        Write(3);
        log.Tick();
        using (File.Open(PathOf("audit.log"), FileMode.Truncate, FileAccess.Write, FileShare.ReadWrite)) Write(0);
        if (!isLate) log.Tick();
        Write(2);
        log.Tick();
        Assert.Equal([13, 14], Serials("audit.log"));
        Assert.Equal("op=log-truncated res=success", log.TakeNews());
        Assert.True(log.TakeLoss(out var loss));
        Assert.Equal((LossCause.Removed, 3L), (loss.Cause, loss.Count));
        Assert.Equal(new FileInfo(PathOf("audit.log")).Length, log.FileBytes);
    }

    public void Dispose()
    {
        log.Dispose();
        disk.Dispose();
        folder.Delete(recursive: true);
    }

    private void Write(int lines)
    {
        for (var i = 0; i < lines; i++) log.Append(Line());
        log.EndBatch();
    }

    private byte[] Line() => Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"type=LOGIN msg=audit(1000.{serial:D3}:{serial++}): pid=1"));

    private IEnumerable<int> Serials(string name) => File.ReadAllLines(PathOf(name))
        .Select(static l => int.Parse(l.Split(':')[1].Split(')')[0], CultureInfo.InvariantCulture));

    private string PathOf(string name) => Path.Combine(folder.FullName, name);

    private readonly record struct LossFacts(LossCause Cause, long Count, ulong First, ulong Last)
    {
        public static LossFacts Of(LossRecord loss) => new(loss.Cause, loss.Count, loss.First, loss.Last);
    }
}
