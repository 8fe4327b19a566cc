using Auspex.Daemon.Configuration;
using Auspex.Events;
using Auspex.Text;

namespace Auspex.Daemon.Logs;

/// <summary>Writes the log: whole lines, rotation, flushing, and what is done when the disk has no more room. One thread at a time.</summary>
/// <remarks>
/// Lines gather until <see cref="EndBatch"/> or <see cref="BufferBytes"/>. What the disk refuses is taken back to the last whole line
/// and counted; it stands in <see cref="TakeLoss"/> until the log can say so itself. Source: auditd.conf(5); spec 7.4.
/// </remarks>
internal sealed partial class LogWriter : IDisposable
{
    /// <summary>Bytes that gather before they are written at the latest.</summary>
    public const int BufferBytes = 64 << 10;

    private const int MaxErrorNotices = 5;
    private const int ENOSPC = 28;
    private const int EDQUOT = 122;

    private readonly ILogDisk disk;
    private readonly IDaemonActions actions;
    private readonly ByteBuffer pending = new(BufferBytes + (16 << 10), BufferBytes * 4);
    private DaemonConfig config;
    private ILogFile? file;
    private long fileBytes; // written and pending
    private bool isOpened; // at least tried
    private bool hasAppended; // since the last batch ended
    private int unflushed;
    private int errorNotices;
    private LossRecord lost;

    /// <summary>A writer; <see cref="Open"/> it.</summary>
    /// <param name="disk">Where logs are kept.</param>
    /// <param name="config">How they are kept.</param>
    /// <param name="actions">What is done when they cannot be.</param>
    /// <param name="flushes">Counts flushes; shared with the disk's own thread.</param>
    public LogWriter(ILogDisk disk, DaemonConfig config, IDaemonActions actions, FlushTimes? flushes = null)
    {
        Flushes = flushes ?? new FlushTimes();
        this.disk = disk;
        this.config = config;
        this.actions = actions;
    }

    /// <summary>True while nothing is written until told to resume.</summary>
    public bool IsSuspended { get; private set; }

    /// <summary>True once the disk refused something; a good write clears it.</summary>
    public bool HasDiskError { get; private set; }

    /// <summary>True while the disk is too full to write.</summary>
    public bool IsDiskFull { get; private set; }

    /// <summary>Bytes in the active log.</summary>
    public long FileBytes => fileBytes;

    /// <summary>Lines that reached the file.</summary>
    public long LinesWritten { get; private set; }

    /// <summary>Bytes that reached the file.</summary>
    public long BytesWritten { get; private set; }

    /// <summary>Lines that did not, since the start.</summary>
    public long LinesLost { get; private set; }

    /// <summary>How long flushing took.</summary>
    public FlushTimes Flushes { get; }

    /// <summary>Opens the log.</summary>
    /// <returns>errno, 0 for success.</returns>
    public int Open()
    {
        if (!config.WritesLogs) return 0;
        isOpened = true;
        var errno = disk.Open(config, out file);
        if (errno != 0) return errno;
        fileBytes = file!.Length;
        OnOpened();
        return 0;
    }

    /// <summary>Adds a line.</summary>
    /// <param name="line">Without its end.</param>
    public void Append(ReadOnlySpan<byte> line)
    {
        if (!config.WritesLogs) return;
        if (file is null || IsSuspended)
        {
            Lose(line, 1);
            return;
        }

        hasAppended = true;
        pending.Append(line);
        pending.Append((byte)'\n');
        fileBytes += line.Length + 1;
        unflushed++;
        if (pending.Length >= BufferBytes) WriteOut();
        if (config.Flush == FlushMode.Incremental && config.FlushFrequency > 0 && unflushed >= config.FlushFrequency) FlushNow();
        CheckSize();
    }

    /// <summary>Writes what has gathered, flushes as configured, and looks at the space that is left.</summary>
    public void EndBatch()
    {
        if (file is null && !TryReopen()) return;
        if (!hasAppended) return;
        hasAppended = false; // and not whether something is pending: a full buffer may have been written just now
        WriteOut();
        if (file is null) return;
        if (config.Flush == FlushMode.IncrementalAsync && config.FlushFrequency > 0 && unflushed >= config.FlushFrequency)
        {
            unflushed = 0;
            FlushSoon();
        }

        CheckSpace();
    }

    /// <summary>Writes and flushes everything, whatever the configuration says.</summary>
    public void FlushAll()
    {
        WriteOut();
        if (file is not null) FlushNow();
    }

    /// <summary>Goes on after a suspension: opens the log anew, and forgets which actions were taken.</summary>
    public void Resume()
    {
        isSpaceActionDone = isAdminActionDone = isFullActionDone = false;
        IsSuspended = false;
        IsDiskFull = HasDiskError = false;
        errorNotices = 0;
        ForgetSize();
        RewriteUnsure(); // first: a file that is opened before is told of the same failures once more
        if (!IsSuspended && file is null && Open() is var errno and not 0) OnError("open", errno);
    }

    /// <summary>What could not be written, once there is something; it is then forgotten.</summary>
    /// <returns>False when nothing is lost, or the log cannot take the record about it.</returns>
    public bool TakeLoss(out LossRecord loss)
    {
        loss = removed.Count > 0 ? removed : lost;
        if (loss.Count == 0 || file is null || IsSuspended || IsDiskFull) return false;
        if (removed.Count > 0) removed = default;
        else lost = default;
        return true;
    }

    /// <summary>Gives back a loss whose record could not be written either; that record itself is not counted.</summary>
    public void ReturnLoss(in LossRecord loss)
    {
        if (loss.Cause == LossCause.Removed)
        {
            removed = loss;
            lost = lost with { Count = lost.Count - 1 };
            return;
        }

        lost = loss with
        {
            Count = loss.Count + lost.Count - 1,
            First = loss.First == 0 ? lost.First : loss.First,
            Last = Math.Max(loss.Last, lost.Last),
            ToMilliseconds = Math.Max(loss.ToMilliseconds, lost.ToMilliseconds),
        };
    }

    /// <summary>Takes another configuration; the log is opened anew where its name, group or flushing changed.</summary>
    public void Reconfigure(DaemonConfig changed)
    {
        var reopens = changed.LogFile != config.LogFile || changed.LogGroup != config.LogGroup || changed.Flush != config.Flush
            || changed.WritesLogs != config.WritesLogs;
        if (reopens) FlushAll(); // as the configuration until now has promised
        else WriteOut();
        config = changed;
        if (reopens)
        {
            LeaveFile();
            if (!IsSuspended && Open() is var errno and not 0) OnError("open", errno);
        }

        isSpaceActionDone = isAdminActionDone = false;
        ConvertSpace();
        ForgetSize();
        if (file is not null) CheckSize();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        FlushAll();
        EndUnsure();
        LeaveFile();
    }

    private void OnOpened()
    {
        (placedBytes, openedLines) = (file!.Length, LinesWritten);
        BeginDurable();
        ConvertSpace();
    }

    /// <summary>A log that could not be opened, as in a rotation, is tried again with each batch: else all would be lost for good.</summary>
    private bool TryReopen()
    {
        if (!isOpened || IsSuspended || !config.WritesLogs) return false;
        var errno = Open();
        if (errno != 0) OnError("open", errno);
        return errno == 0;
    }

    private void Suspend()
    {
        FlushAll(); // by which it may already be suspended
        LeaveFile();
        IsSuspended = true;
    }

    private void WriteOut()
    {
        if (file is null || pending.Length == 0) return;
        var errno = file.Write(pending.Written, out var written);
        if (errno == 0)
        {
            Succeed(pending.Written);
            pending.Clear();
            return;
        }

        // Half a line goes back: nobody is to read it, and the rest of it will not follow.
        var whole = pending.Written[..written].LastIndexOf((byte)'\n') + 1;
        if (whole < written) _ = file.Truncate(file.Length - (written - whole));
        Count(pending.Written[..whole]);
        var rest = pending.Written[whole..].ToArray();
        pending.Clear();
        fileBytes = file.Length;
        if (errno is ENOSPC or EDQUOT) OnFull();
        else OnError("write", errno);
        if (!TryAgain(rest)) Lose(rest, rest.AsSpan().Count((byte)'\n'));
    }

    /// <summary>A rotation may have made room.</summary>
    private bool TryAgain(ReadOnlySpan<byte> rest)
    {
        if (file is null || IsSuspended || rest.IsEmpty || file.Length != 0) return rest.IsEmpty;
        if (file.Write(rest, out var written) != 0)
        {
            _ = file.Truncate(file.Length - written);
            return false;
        }

        fileBytes = file.Length;
        Succeed(rest);
        return true;
    }

    private void Succeed(ReadOnlySpan<byte> lines)
    {
        Count(lines);
        IsDiskFull = false;
        if (unsure.Count > 0) return; // that the system takes it says nothing of the disk
        HasDiskError = false;
        errorNotices = 0;
    }

    private void Count(ReadOnlySpan<byte> lines)
    {
        LinesWritten += lines.Count((byte)'\n');
        BytesWritten += lines.Length;
    }

    private void FlushNow()
    {
        WriteOut();
        unflushed = 0;
        if (file is null) return;
        var started = TimeProvider.System.GetTimestamp();
        var errno = file.Sync();
        Flushes.Add(TimeProvider.System.GetElapsedTime(started));
        if (errno != 0) OnSyncFailed(errno);
        else if (unsure.Count == 0) durable = asked = (file.Length, LinesWritten);
    }

    private void Lose(ReadOnlySpan<byte> lines, int count)
    {
        LinesLost += count;
        lost = Widened(lost, lines);
        lost = lost with { Cause = LossCause.Disk, Count = lost.Count + count };
    }
}
