using System.Globalization;
using Auspex.Daemon.Configuration;
using Auspex.Events;

namespace Auspex.Daemon.Logs;

internal sealed partial class LogWriter
{
    /// <summary>Files kept open at most because they may not be on the disk whole.</summary>
    private const int MaxUnsure = 4;

    private const int MaxRetryTicks = 32;

    /// <summary>What is on the disk is only believed after so many ticks: the system writes what it knows about a file later than its bytes.</summary>
    private const int SettleTicks = 45;

    private const int EPERM = 1;

    private readonly List<Unsure> unsure = [];
    private (long Bytes, long Lines) settled; // of the active log: on the disk for long enough
    private (long Bytes, long Lines) marked; // is settled next
    private int markedAt;
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
        if (ticks - markedAt >= SettleTicks) (settled, marked, markedAt) = (marked, durable, ticks);
        CheckPlace();
        if (file is not null && config.Flush is not (FlushMode.Data or FlushMode.Sync) && file.CheckSoon() is var errno and not 0) OnSyncFailed(errno);
        if (ticks >= retryAt && !IsSuspended) RewriteUnsure();
    }

    /// <summary>A file was opened: what it holds is not ours to judge.</summary>
    private void BeginDurable()
    {
        settled = marked = durable = asked = (file!.Length, LinesWritten);
        markedAt = ticks;
    }

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
    /// A flush failed. The system says so once, perhaps for what it said was written a moment ago, and then takes what it could not write for
    /// written, the file's own block lists too: all since the last flush that has settled is written again, when the disk is good again.
    /// </summary>
    private void OnSyncFailed(int errno)
    {
        if (file is not null && !unsure.Exists(u => u.File == file))
        {
            if (file.SyncedBytes >= asked.Bytes) durable = asked;
            if (unsure.Count == MaxUnsure) GiveUp(unsure[0]);
            unsure.Add(new Unsure(file, settled, durable.Lines));
            (retryTicks, retryAt) = (1, ticks + 1);
        }

        OnError("fsync", errno);
    }

    private void RewriteUnsure()
    {
        if (unsure.Count == 0) return;
        var isSpoiled = false;
        for (var i = unsure.Count - 1; i >= 0; i--)
        {
            var item = unsure[i];
            if (item.File == file) WriteOut();
            var errno = item.File.Rewrite(item.From);
            if (errno == EPERM)
            {
                GiveUp(item); // a file that may only be appended to (chattr +a)
                continue;
            }

            if (errno != 0)
            {
                retryAt = ticks + retryTicks;
                retryTicks = Math.Min(retryTicks * 2, MaxRetryTicks);
                OnError("fsync", errno);
                return;
            }

            isSpoiled |= Mend(item) && item.File.FindPlace() == LogPlace.There;
            Forget(item);
        }

        HasDiskError = false;
        if (isSpoiled) Rotate(); // what comes is not to depend on a file of which parts are gone
    }

    /// <summary>A file was written again: tells how much of it, and counts what the system had thrown away by then.</summary>
    /// <returns>True where something is gone.</returns>
    private bool Mend(Unsure item)
    {
        var missing = LinesSince(item) - CountLines(item.File, item.From);
        if (missing > 0) LoseUnknown(missing);
        actions.Tell(4, string.Create(CultureInfo.InvariantCulture, $"{item.File.Length - item.From} bytes of the log that the disk may have failed to take were written again"));
        return missing > 0;
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
            actions.Tell(1, string.Create(CultureInfo.InvariantCulture, $"{LinesSince(item) - item.DurableLines} lines of the log may not have reached the disk"));
            if (item.File != file) item.File.Dispose();
        }

        unsure.Clear();
    }

    /// <summary>A file of which a part may not be on the disk: from which byte on, and how many lines had been written by then.</summary>
    private sealed class Unsure(ILogFile file, (long Bytes, long Lines) from, long durable)
    {
        public ILogFile File => file;

        public long From => from.Bytes;

        public long FromLines => from.Lines;

        /// <summary>How many lines from there on a flush had brought to the disk, as it said.</summary>
        public long DurableLines => durable - from.Lines;

        /// <summary>Lines that had been written when it ceased to be the active log.</summary>
        public long EndLines { get; set; }
    }
}
