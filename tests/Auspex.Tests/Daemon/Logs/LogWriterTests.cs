using System.Globalization;
using System.Text;
using Auspex.Daemon.Configuration;
using Auspex.Daemon.Logs;
using Auspex.Events;

namespace Auspex.Tests.Daemon.Logs;

/// <summary>The log on a disk of any size. Source: auditd.conf(5); spec 7.4.</summary>
public sealed class LogWriterTests
{
    private const string Log = "/var/log/audit/audit.log";
    private const long Mebibyte = 1 << 20;

    private readonly MemoryDisk disk = new();
    private readonly NotedActions actions = new();
    private int serial = 100;

    [Fact]
    public void Lines_reach_the_file_at_the_end_of_a_batch()
    {
        using var log = Open(new DaemonConfig());
        log.Append(Line());
        Assert.Empty(disk.Files[Log]);
        log.EndBatch();
        Assert.Equal("type=X msg=audit(1000.100:100): \n", disk.Text(Log));
    }

    [Fact]
    public void Rotation_shifts_and_drops_the_oldest()
    {
        using var log = Open(new DaemonConfig { MaxLogMebibytes = 1, LogCount = 3, MaxLogAction = new(DaemonAction.Rotate) });
        for (var i = 0; i < 5 * 1100; i++) log.Append(Line(1000));
        log.EndBatch();
        AssertAre(disk.Files.Keys, Log, $"{Log}.1", $"{Log}.2");
        Assert.All([$"{Log}.1", $"{Log}.2"], name => Assert.InRange(disk.Files[name].Count, Mebibyte, Mebibyte + 1100));
        AssertAre(disk.Sealed.Order(StringComparer.Ordinal), $"{Log}.1", $"{Log}.2");
        Assert.All(disk.Files.Values, f => Assert.True(f.Count == 0 || f[^1] == (byte)'\n'));
        Assert.Equal(5, actions.Notes.Count(n => n == "Audit daemon rotating log files"));
    }

    [Fact]
    public void Keep_logs_drops_none()
    {
        using var log = Open(new DaemonConfig { MaxLogMebibytes = 1, MaxLogAction = new(DaemonAction.KeepLogs) });
        for (var i = 0; i < 5 * 1100; i++) log.Append(Line(1000));
        log.EndBatch();
        Assert.Equal(5500, disk.Files.Values.Sum(f => f.Count(b => b == (byte)'\n')));
        Assert.Equal(6, disk.Files.Count);
    }

    [Theory]
    [InlineData(DaemonAction.Suspend, "Audit daemon is suspending logging due to logfile size.")]
    [InlineData(DaemonAction.Exec, "run /bin/x and resume")]
    internal void A_log_that_is_large_enough_suspends(DaemonAction action, string note)
    {
        using var log = Open(new DaemonConfig { MaxLogMebibytes = 1, MaxLogAction = new(action, "/bin/x") });
        for (var i = 0; i < 1100; i++) log.Append(Line(1000));
        log.EndBatch();
        AssertNoted(note);
        Assert.True(log.IsSuspended);
        Assert.False(log.TakeLoss(out _)); // the log cannot say so yet
        log.Resume();
        Assert.True(log.TakeLoss(out var loss));
        Assert.Equal(log.LinesLost, loss.Count);
        Assert.Equal((ulong)serial - 1, loss.Last);
        Assert.Equal(loss.Last - loss.First + 1, (ulong)loss.Count);
        Assert.Equal(LossCause.Disk, loss.Cause);
    }

    [Theory]
    [InlineData(DaemonAction.Ignore)]
    [InlineData(DaemonAction.Syslog)]
    [InlineData(DaemonAction.Rotate)]
    [InlineData(DaemonAction.Exec)]
    [InlineData(DaemonAction.Suspend)]
    [InlineData(DaemonAction.Single)]
    [InlineData(DaemonAction.Halt)]
    internal void A_full_disk_tears_no_line_and_every_line_is_written_or_counted(DaemonAction action)
    {
        disk.Capacity = 200_000;
        using var log = Open(new DaemonConfig { LogCount = 2, DiskFullAction = new(action, "/bin/x") });
        for (var i = 0; i < 3000; i++)
        {
            log.Append(Line(100));
            if (i % 7 == 0) log.EndBatch();
        }

        log.EndBatch();
        Assert.All(disk.Files.Values, f => Assert.True(f.Count == 0 || f[^1] == (byte)'\n'));
        var resumed = action is DaemonAction.Exec or DaemonAction.Suspend or DaemonAction.Single or DaemonAction.Halt;
        Assert.Equal(resumed, log.IsSuspended);
        var note = action switch
        {
            DaemonAction.Exec => "run /bin/x",
            DaemonAction.Suspend => "Audit daemon is suspending logging due to no space left on logging partition.",
            DaemonAction.Single => "single",
            DaemonAction.Halt => "halt",
            DaemonAction.Ignore => null,
            _ => "Audit daemon has no space left on logging partition",
        };
        if (note is not null) AssertNoted(note);
        else Assert.Empty(actions.Notes);
        var written = log.LinesWritten;
        Assert.Equal(3000, written + log.LinesLost);

        disk.Capacity = 1 << 30;
        log.Resume();
        log.Append(Line());
        log.EndBatch();
        Assert.Equal(written + 1, log.LinesWritten);
        if (action != DaemonAction.Rotate)
        {
            Assert.True(log.TakeLoss(out var loss));
            Assert.Equal(3000 - written, loss.Count);
        }
    }

    [Fact]
    public void A_full_disk_costs_the_oldest_log_only_where_that_helps()
    {
        disk.Files[$"{Log}.1"] = [.. new byte[Mebibyte]];
        disk.Files[$"{Log}.2"] = [.. new byte[Mebibyte]];
        disk.Capacity = (2 * Mebibyte) + 200_000;
        using var log = Open(new DaemonConfig { LogCount = 9, DiskFullAction = new(DaemonAction.Rotate) });
        Write(log, 3000, 100);
        Assert.Equal(0, log.LinesLost);
        AssertAre(disk.Files.Keys, Log, $"{Log}.1", $"{Log}.2"); // the first of them is what was active
        Assert.InRange(disk.Files[$"{Log}.1"].Count, 100_000, 200_000);

        // Another takes all the room there is: nothing that goes would help for long, so nothing goes.
        Write(log, 1);
        disk.Files["/log/other"] = [.. new byte[disk.Capacity - disk.Used]];
        disk.Files[Log].Clear();
        using var again = Open(new DaemonConfig { LogCount = 9, DiskFullAction = new(DaemonAction.Rotate) });
        disk.Capacity = disk.Used;
        var renames = disk.Renames;
        Write(again, 100);
        Assert.Equal(100, again.LinesLost);
        Assert.Equal(renames, disk.Renames);
        Assert.Equal(Mebibyte, disk.Files[$"{Log}.2"].Count);
        Assert.Equal(2, actions.Notes.Count(static n => n == "Audit daemon has no space left on logging partition"));
    }

    [Fact]
    public void A_log_that_stands_alone_is_not_rotated_to_make_room()
    {
        disk.Capacity = 200_000;
        using var log = Open(new DaemonConfig { LogCount = 5, DiskFullAction = new(DaemonAction.Rotate), SpaceLeft = new(5), SpaceLeftAction = new(DaemonAction.Rotate) });
        Write(log, 4000, 100);
        Assert.True(log.LinesLost > 0);
        Assert.Equal(0, disk.Renames);
        Assert.Equal(4000, log.LinesLost + log.LinesWritten);
    }

    [Theory]
    [InlineData(DaemonAction.Rotate)]
    [InlineData(DaemonAction.Syslog)]
    internal void A_size_that_nothing_can_be_done_about_is_told_now_and_then_and_writing_goes_on(DaemonAction action)
    {
        disk.RenameError = 30;
        using var log = Open(new DaemonConfig { MaxLogMebibytes = 1, LogCount = 3, MaxLogAction = new(action), DiskErrorAction = new(DaemonAction.Syslog) });
        Write(log, 100_000, 90);
        Assert.Equal(0, log.LinesLost);
        Assert.InRange(disk.Renames, 0, 6);
        Assert.InRange(actions.Notes.Count, 2, 16);
        disk.RenameError = 0;
        log.Rotate();
        Assert.True(disk.Files.Count > 1);
    }

    [Fact]
    public void Descriptors_that_are_used_up_are_no_error_of_the_disk()
    {
        using var log = Open(new DaemonConfig { LogCount = 3, DiskErrorAction = new(DaemonAction.Suspend), MaxLogAction = new(DaemonAction.Rotate) });
        Write(log, 1);
        disk.OpenError = 24;
        log.Rotate();
        Write(log, 3);
        Assert.False(log.IsSuspended);
        disk.OpenError = 0;
        Write(log, 2);
        Assert.Equal(4, log.LinesLost);
        Assert.Equal(2, log.LinesWritten);
    }

    [Fact]
    public void A_disk_that_is_almost_full_is_told_of_once()
    {
        disk.Capacity = 20_000;
        using var log = Open(new DaemonConfig { DiskFullAction = new(DaemonAction.Syslog) });
        Write(log, 9);
        Assert.Equal(["Audit daemon has no space left on logging partition"], actions.Notes);
        disk.Capacity = Mebibyte;
        Write(log, 1);
        disk.Capacity = 20_000;
        Write(log, 3);
        Assert.Equal(2, actions.Notes.Count);
        Assert.Equal(0, log.LinesLost);
    }

    [Fact]
    public void A_loss_whose_record_could_not_be_written_is_told_later()
    {
        using var log = Open(new DaemonConfig { DiskErrorAction = new(DaemonAction.Ignore) });
        disk.WriteError = 5;
        Write(log, 9);
        Assert.True(log.TakeLoss(out var loss));
        Write(log, 1); // its record
        log.ReturnLoss(loss);
        disk.WriteError = 0;
        Write(log, 1);
        Assert.True(log.TakeLoss(out var again));
        Assert.Equal((9, 100UL), (again.Count, again.First));
    }

    [Fact]
    public void A_log_that_cannot_be_opened_is_tried_again()
    {
        using var log = Open(new DaemonConfig { LogCount = 3, DiskErrorAction = new(DaemonAction.Syslog), MaxLogAction = new(DaemonAction.Rotate) });
        disk.OpenError = 28;
        Write(log, 1);
        log.Rotate();
        Write(log, 3);
        Assert.Equal(3, log.LinesLost);
        disk.OpenError = 0;
        Write(log, 2);
        Assert.Equal(4, log.LinesLost); // the first found the log still closed
        Assert.True(log.TakeLoss(out var loss));
        Assert.Equal(4, loss.Count);
    }

    [Fact]
    public void Space_is_told_of_once_and_again_when_it_was_there_meanwhile()
    {
        disk.Capacity = 10 * Mebibyte;
        disk.Files["/other"] = [.. new byte[8 * Mebibyte]];
        using var log = Open(new DaemonConfig { SpaceLeft = new(5), SpaceLeftAction = new(DaemonAction.Syslog), DiskFullAction = new(DaemonAction.Suspend) });
        Write(log, 3);
        Assert.Single(actions.Notes);
        Assert.StartsWith("Audit daemon is low on disk space for logging. If the admin space left threshold is reached, audit will ignore.", actions.Notes[0], StringComparison.Ordinal);
        disk.Files["/other"] = [];
        Write(log, 1);
        disk.Files["/other"] = [.. new byte[8 * Mebibyte]];
        Write(log, 1);
        Assert.Equal(2, actions.Notes.Count);
    }

    [Fact]
    public void A_percentage_is_of_the_whole_disk()
    {
        disk.Capacity = 1000 * Mebibyte;
        using var log = Open(new DaemonConfig { SpaceLeft = new(25, IsPercent: true), AdminSpaceLeft = new(10) });
        Assert.Equal(250UL, log.SpaceLeftMebibytes);
        Assert.Equal(10UL, log.AdminSpaceLeftMebibytes);
    }

    [Fact]
    public void Mail_goes_out_for_the_administrator()
    {
        disk.Capacity = 3 * Mebibyte;
        using var log = Open(new DaemonConfig { AdminSpaceLeft = new(5), AdminSpaceLeftAction = new(DaemonAction.Email), MailAccount = "ops" });
        Write(log, 2);
        AssertNoted("mail ops: Audit Admin Space Alert");
    }

    [Fact]
    public void A_disk_error_is_told_five_times_and_again_after_a_good_write()
    {
        using var log = Open(new DaemonConfig { DiskErrorAction = new(DaemonAction.Syslog) });
        disk.WriteError = 5;
        Write(log, 9);
        Assert.Equal(5, actions.Notes.Count);
        Assert.Equal("write: Audit daemon detected an error writing an event to disk (Input/output error)", actions.Notes[0]);
        Assert.True(log.HasDiskError);
        disk.WriteError = 0;
        Write(log, 1);
        Assert.False(log.HasDiskError);
        disk.WriteError = 5;
        Write(log, 1);
        Assert.Equal(6, actions.Notes.Count);
        Assert.Equal(10, log.LinesLost);
    }

    [Theory]
    [InlineData(FlushMode.None, 0)]
    [InlineData(FlushMode.Incremental, 4)]
    [InlineData(FlushMode.IncrementalAsync, 2)]
    internal void Flushing_is_as_configured(FlushMode flush, int syncs)
    {
        var log = Open(new DaemonConfig { Flush = flush, FlushFrequency = 50 });
        for (var batch = 0; batch < 2; batch++)
        {
            for (var i = 0; i < 100; i++) log.Append(Line());
            log.EndBatch();
        }

        Assert.Equal(syncs, disk.Syncs);
        log.Dispose();
    }

    /// <summary>The system says once that a flush failed, and then takes what is lost for written.</summary>
    [Theory]
    [InlineData(FlushMode.IncrementalAsync)]
    [InlineData(FlushMode.Incremental)]
    internal void What_a_failed_flush_left_is_written_again_once_the_disk_is_good(FlushMode flush)
    {
        var log = Open(new DaemonConfig { Flush = flush, FlushFrequency = 1, DiskErrorAction = new(DaemonAction.Syslog) });
        Write(log, 3);
        disk.SyncError = 5;
        Write(log, 3);
        log.Tick();
        Assert.True(disk.NotOnDisk > 0);
        Assert.True(log.HasDiskError);
        disk.SyncError = 0;
        Write(log, 3);
        for (var i = 0; i < 40; i++) log.Tick();
        Assert.Equal(0, disk.NotOnDisk);
        Assert.False(log.HasDiskError);
        Assert.Equal(0, log.LinesLost);
        Assert.Contains(actions.Notes, static n => n.EndsWith("bytes of the log that the disk may have failed to take were written again", StringComparison.Ordinal));
        log.Dispose();
    }

    [Fact]
    public void A_log_that_a_failed_flush_suspends_is_whole_once_it_is_resumed()
    {
        var log = Open(new DaemonConfig { Flush = FlushMode.IncrementalAsync, FlushFrequency = 1, DiskErrorAction = new(DaemonAction.Suspend) });
        Write(log, 3);
        disk.SyncError = 5;
        Write(log, 1);
        Assert.True(log.IsSuspended);
        Write(log, 5);
        disk.SyncError = 0;
        log.Resume();
        Assert.Equal(0, disk.NotOnDisk);
        Assert.True(log.TakeLoss(out var loss)); // what came while it was suspended
        Assert.Equal((LossCause.Disk, 5L), (loss.Cause, loss.Count));
        log.Dispose();
    }

    [Fact]
    public void What_cannot_be_read_back_is_counted_as_lost()
    {
        var log = Open(new DaemonConfig { Flush = FlushMode.IncrementalAsync, FlushFrequency = 1, DiskErrorAction = new(DaemonAction.Syslog) });
        Write(log, 3);
        disk.SyncError = 5;
        Write(log, 4);
        (disk.SyncError, disk.Forgotten) = (0, 2 * "type=X msg=audit(1000.100:100): \n".Length);
        for (var i = 0; i < 4; i++) log.Tick();
        Assert.True(log.TakeLoss(out var loss));
        Assert.Equal((LossCause.Disk, 2L), (loss.Cause, loss.Count));
        Assert.Equal(2, log.LinesLost);
        log.Dispose();
    }

    /// <summary>ext4 says once more that all is well before it tells that its list of the file's blocks was lost.</summary>
    [Fact]
    public void What_was_flushed_a_moment_ago_is_written_again_too()
    {
        var log = Open(new DaemonConfig { Flush = FlushMode.IncrementalAsync, FlushFrequency = 1, DiskErrorAction = new(DaemonAction.Syslog) });
        Write(log, 3);
        for (var i = 0; i < 100; i++) log.Tick();
        Write(log, 1); // by which the three are known to be on the disk
        for (var i = 0; i < 100; i++) log.Tick();
        var settled = disk.Files[Log].Count;
        Write(log, 20);
        log.Tick();
        disk.SyncError = 5;
        Write(log, 1);
        disk.SyncError = 0;
        for (var i = 0; i < 4; i++) log.Tick();
        Assert.InRange(disk.RewrittenFrom, 1, settled);
        Assert.Equal(0, log.LinesLost);
        log.Dispose();
    }

    [Fact]
    public void A_log_with_a_hole_is_written_no_further()
    {
        var log = Open(new DaemonConfig { Flush = FlushMode.IncrementalAsync, FlushFrequency = 1, LogCount = 3, DiskErrorAction = new(DaemonAction.Syslog) });
        Write(log, 3);
        disk.SyncError = 5;
        Write(log, 4);
        (disk.SyncError, disk.Forgotten) = (0, 10);
        for (var i = 0; i < 4; i++) log.Tick();
        Assert.Equal(1, log.LinesLost); // with NULs in it
        Assert.Empty(disk.Files[Log]);
        Assert.True(disk.Files.ContainsKey(Log + ".1"));
        Write(log, 2);
        Assert.True(disk.Files[Log].Count > 0);
        log.Dispose();
    }

    /// <summary>chattr +a: what is there cannot be written again, and trying for ever would keep the log suspended.</summary>
    [Fact]
    public void A_log_that_may_only_be_appended_to_is_counted_and_goes_on()
    {
        var log = Open(new DaemonConfig { Flush = FlushMode.IncrementalAsync, FlushFrequency = 1, DiskErrorAction = new(DaemonAction.Suspend) });
        Write(log, 3);
        disk.SyncError = 5;
        Write(log, 1);
        (disk.SyncError, disk.RewriteError) = (0, 1);
        log.Resume();
        Assert.False(log.IsSuspended);
        Assert.True(log.TakeLoss(out var loss));
        Assert.Equal((LossCause.Disk, 4L), (loss.Cause, loss.Count));
        log.Dispose();
    }

    [Fact]
    public void A_file_that_is_rotated_meanwhile_is_written_again_too()
    {
        var log = Open(new DaemonConfig { Flush = FlushMode.IncrementalAsync, FlushFrequency = 1, LogCount = 3, DiskErrorAction = new(DaemonAction.Syslog) });
        disk.SyncError = 5;
        Write(log, 4);
        log.Rotate();
        Write(log, 4);
        Assert.True(disk.NotOnDisk > 0);
        disk.SyncError = 0;
        for (var i = 0; i < 40; i++) log.Tick();
        Assert.Equal(0, disk.NotOnDisk);
        log.Dispose();
    }

    [Fact]
    public void What_is_not_on_the_disk_at_the_end_is_told()
    {
        var log = Open(new DaemonConfig { Flush = FlushMode.IncrementalAsync, FlushFrequency = 1, DiskErrorAction = new(DaemonAction.Syslog) });
        Write(log, 3);
        disk.SyncError = 5;
        Write(log, 4);
        log.Dispose();
        AssertNoted("4 lines of the log may not have reached the disk");
    }

    [Fact]
    public void Excess_logs_go_at_the_start()
    {
        foreach (var i in (int[])[1, 2, 3, 4]) disk.Files[string.Create(CultureInfo.InvariantCulture, $"{Log}.{i}")] = [];
        using var log = Open(new DaemonConfig { LogCount = 3, MaxLogAction = new(DaemonAction.Rotate) });
        log.RemoveExcess();
        AssertAre(disk.Files.Keys, Log, $"{Log}.1", $"{Log}.2");
        AssertNoted($"Log {Log}.3 removed as it exceeds num_logs parameter");
    }

    private static void AssertAre(IEnumerable<string> names, params string[] expected) =>
        Assert.Equal(string.Join(' ', expected), string.Join(' ', names));

    private void AssertNoted(string note) => Assert.Contains(actions.Notes, n => n == note);

    private LogWriter Open(DaemonConfig config)
    {
        var log = new LogWriter(disk, config with { LogFile = Log }, actions);
        Assert.Equal(0, log.Open());
        return log;
    }

    private void Write(LogWriter log, int lines, int length = 0)
    {
        for (var i = 0; i < lines; i++)
        {
            log.Append(Line(length));
            log.EndBatch();
        }
    }

    private byte[] Line(int length = 0) => Encoding.ASCII.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"type=X msg=audit(1000.{serial % 1000:D3}:{serial++}): ").PadRight(length, 'x'));
}
