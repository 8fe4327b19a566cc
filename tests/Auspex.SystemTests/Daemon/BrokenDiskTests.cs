using System.Globalization;
using System.Text;
using Auspex.Daemon;
using Auspex.Daemon.Configuration;
using Auspex.Daemon.Logs;
using Auspex.Linux.Daemon;
using Auspex.SystemTests.Support;
using Auspex.Threads;

namespace Auspex.SystemTests.Daemon;

/// <summary>The log's disk fails when the kernel brings to it what it had taken: nothing is lost without being counted, and readers go on.</summary>
public sealed class BrokenDiskTests : IDaemonActions
{
    private const int First = 100;
    private const int Then = 8000;

    private int written;

    [Theory]
    [InlineData(FlushMode.IncrementalAsync, DaemonAction.Syslog)]
    [InlineData(FlushMode.IncrementalAsync, DaemonAction.Suspend)]
    [InlineData(FlushMode.None, DaemonAction.Syslog)]
    internal void Each_line_can_be_read_or_is_counted_once_the_disk_is_good_again(FlushMode flush, DaemonAction action)
    {
        using var broken = new BrokenDisk();
        using var disk = new LogDisk(new FlushTimes(), new WorkerFailures());
        var config = new DaemonConfig
        {
            LogFile = Path.Combine(broken.Path, "audit.log"),
            Flush = flush,
            FlushFrequency = 50,
            MaxLogMebibytes = 100,
            LogCount = 3,
            DiskErrorAction = new(action),
        };
        var log = new LogWriter(disk, config, this);
        Assert.Equal(0, log.Open());
        Write(log, First);
        broken.Break();
        Write(log, Then / 2);
        broken.Bring();
        Until(log, () => log.HasDiskError, "the failure was not seen");
        Write(log, Then / 2);
        broken.Bring();
        log.Tick();
        broken.Mend();
        if (log.IsSuspended) log.Resume();
        Until(log, () => !log.HasDiskError, "the log was not mended");
        Assert.False(log.IsSuspended);
        Write(log, First);
        log.Dispose();
        broken.Remount();
        var lines = Directory.GetFiles(broken.Path, "audit.log*").SelectMany(static f => Encoding.ASCII.GetString(File.ReadAllBytes(f)).Split('\n')).Count(IsWhole);
        Assert.InRange(lines + log.LinesLost, written, written + (First / 10)); // a line that is torn may be counted too
        if (action != DaemonAction.Suspend) Assert.InRange(lines, written - 1000, written);
    }

    [Theory]
    [InlineData("fast")]
    [InlineData("plain")]
    public void Readers_pass_over_what_the_disk_does_not_give_and_say_so(string engine)
    {
        for (var draw = 0; draw < 5; draw++)
        {
            if (Reads_a_broken_disk(engine)) return;
        }

        Assert.Skip("five times the disk gave all of what it had kept");
    }

    /// <summary>False when it happened to give everything: then there was nothing to pass over.</summary>
    private bool Reads_a_broken_disk(string engine)
    {
        using var broken = new BrokenDisk();
        var bad = Path.Combine(broken.Path, "bad.log");
        using (var file = File.Create(bad, 1))
        {
            for (var i = 0; i < First; i++) file.Write(Line());
            broken.Break();
            for (var i = 0; i < Then; i++)
            {
                file.Write(Line());
                if (i % 100 == 0) broken.Bring();
            }

            broken.Bring();
        }

        broken.Mend();
        broken.Remount();
        var good = Path.Combine(broken.Path, "good.log");
        using (var file = File.Create(good)) file.Write(Line());
        File.SetLastWriteTimeUtc(bad, DateTime.UnixEpoch);
        File.SetLastWriteTimeUtc(good, DateTime.UnixEpoch);
        var run = AuspexTool.RunShell($"AUSPEX_ENGINE={engine} \"$AUSPEX\" ausearch --format raw -if {bad} -if {good}");
        Assert.Contains($":{written}): pid=1", run.Output, StringComparison.Ordinal); // the good one's
        Assert.True(run.ExitCode is 0 or 1, $"exit {run.ExitCode}: {run.Errors}");
        if (run.Errors.Contains("could not be read", StringComparison.Ordinal)) Assert.Equal(1, run.ExitCode);
        if (IsWhole(bad)) return false;
        Assert.Matches("bytes could not be read, the first of them at byte|NULs passed over", run.Errors);
        return true;

        static bool IsWhole(string path)
        {
            try
            {
                return !File.ReadAllBytes(path).Contains((byte)0);
            }
            catch (IOException)
            {
                return false;
            }
        }
    }

    void IDaemonNotices.Tell(int priority, string text)
    {
        // what it tells is another test's
    }

    void IDaemonActions.Mail(string account, string subject, string text) => Assert.Fail("no mail was asked for");

    void IDaemonActions.Run(string program, bool resumes) => Assert.Fail("no program was asked for");

    void IDaemonActions.EnterSingleUser() => Assert.Fail("single-user mode was not asked for");

    void IDaemonActions.Halt() => Assert.Fail("halting was not asked for");

    private static bool IsWhole(string line) => line.StartsWith("type=USER ", StringComparison.Ordinal) && line.EndsWith("x'", StringComparison.Ordinal);

    private static void Until(LogWriter log, Func<bool> isTrue, string otherwise)
    {
        for (var i = 0; i < 500 && !isTrue(); i++)
        {
            Thread.Sleep(10);
            log.Tick();
            log.EndBatch();
        }

        Assert.True(isTrue(), otherwise);
    }

    private byte[] Line() => Encoding.ASCII.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"type=USER msg=audit(1795251276.000:{++written}): pid=1 uid=0 auid=0 ses=1 msg='{new string('x', 800)}'\n"));

    private void Write(LogWriter log, int lines)
    {
        for (var i = 0; i < lines; i++)
        {
            log.Append(Line().AsSpan()[..^1]);
            log.EndBatch();
        }
    }
}
