using System.Globalization;
using Auspex.Daemon.Configuration;

namespace Auspex.Daemon.Logs;

public sealed partial class LogWriter
{
    /// <summary>Files kept open at most because they may not be on the disk whole.</summary>
    private const int MaxUnsure = 4;

    private const int MaxRetryTicks = 32;

    private readonly List<Unsure> unsure = [];
    private (long Bytes, long Lines) durable; // of the active log, and of LinesWritten: known to be on the disk
    private (long Bytes, long Lines) asked; // the same, once the flush that is under way has ended well
    private int ticks;
    private int retryAt;
    private int retryTicks = 1;

    /// <summary>For use about once a second: looks whether the log is still in its place, and whether the disk has what was written.</summary>
    public void Tick()
    {
        ticks++;
        if (file is null) return;
        CheckPlace();
        if (file is not null && config.Flush is not (FlushMode.Data or FlushMode.Sync) && file.CheckSoon() is var errno and not 0) OnSyncFailed(errno);
        if (ticks >= retryAt && !IsSuspended) RewriteUnsure();
    }

    /// <summary>A file was opened: what it holds is not ours to judge.</summary>
    private void BeginDurable() => durable = asked = (file!.Length, LinesWritten);

    private void FlushSoon()
    {
        if (file!.SyncedBytes >= asked.Bytes)
        {
            durable = asked;
            asked = (file.Length, LinesWritten);
        }

        if (file.SyncSoon() is var errno and not 0) OnSyncFailed(errno);
    }

    /// <summary>
    /// A flush failed. The system says so once, and then takes what it could not write for written: all since the last good flush is
    /// written again, now or when the disk is good again.
    /// </summary>
    private void OnSyncFailed(int errno)
    {
        if (file is not null && !unsure.Exists(u => u.File == file))
        {
            if (file.SyncedBytes >= asked.Bytes) durable = asked;
            if (unsure.Count == MaxUnsure) GiveUp(unsure[0]);
            unsure.Add(new Unsure(file, durable.Bytes, durable.Lines));
            (retryTicks, retryAt) = (1, ticks + 1);
        }

        OnError("fsync", errno);
    }

    private void RewriteUnsure()
    {
        if (unsure.Count == 0) return;
        for (var i = unsure.Count - 1; i >= 0; i--)
        {
            var item = unsure[i];
            if (item.File == file) WriteOut();
            var errno = item.File.Rewrite(item.From, out var readable);
            if (errno == 0) errno = item.File.Sync();
            if (errno != 0)
            {
                retryAt = ticks + retryTicks;
                retryTicks = Math.Min(retryTicks * 2, MaxRetryTicks);
                OnError("fsync", errno);
                return;
            }

            var missing = LinesSince(item) - readable; // what the system had thrown away by then
            if (missing > 0) LoseUnknown(missing);
            actions.Tell(4, string.Create(CultureInfo.InvariantCulture, $"{item.File.Length - item.From} bytes of the log that the disk had failed to take were written again"));
            Forget(item);
        }

        HasDiskError = false;
    }

    /// <summary>A file that never became good.</summary>
    private void GiveUp(Unsure item)
    {
        LoseUnknown(LinesSince(item));
        Forget(item);
    }

    private void Forget(Unsure item)
    {
        _ = unsure.Remove(item);
        if (item.File == file) BeginDurable();
        else item.File.Dispose();
    }

    private long LinesSince(Unsure item) => (item.File == file ? LinesWritten : item.EndLines) - item.FromLines;

    /// <summary>Lines that cannot be read any more: how many, not which.</summary>
    private void LoseUnknown(long count)
    {
        LinesLost += count;
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        lost = lost with
        {
            Cause = LossCause.Disk,
            Count = lost.Count + count,
            FromMilliseconds = lost.FromMilliseconds == 0 ? now : lost.FromMilliseconds,
            ToMilliseconds = Math.Max(lost.ToMilliseconds, now),
        };
    }

    /// <summary>Leaves the file open where it may not be on the disk whole.</summary>
    private void LeaveFile()
    {
        if (unsure.Find(u => u.File == file) is { } item) item.EndLines = LinesWritten;
        else file?.Dispose();
        file = null;
    }

    /// <summary>The last try; what stays unsure then is told to people, as the log cannot.</summary>
    private void EndUnsure()
    {
        RewriteUnsure();
        foreach (var item in unsure)
        {
            actions.Tell(1, string.Create(CultureInfo.InvariantCulture, $"{LinesSince(item)} lines of the log may not have reached the disk"));
            if (item.File != file) item.File.Dispose();
        }

        unsure.Clear();
    }

    /// <summary>A file of which a part may not be on the disk: from which byte on, and how many lines had been written by then.</summary>
    private sealed class Unsure(ILogFile file, long from, long fromLines)
    {
        public ILogFile File => file;

        public long From => from;

        public long FromLines => fromLines;

        /// <summary>Lines that had been written when it ceased to be the active log.</summary>
        public long EndLines { get; set; }
    }
}
