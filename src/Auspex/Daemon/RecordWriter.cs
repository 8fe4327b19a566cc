using Auspex.Daemon.Configuration;
using Auspex.Daemon.Logs;
using Auspex.Daemon.Losses;
using Auspex.Daemon.Records;
using Auspex.Events;
using Auspex.Interpretation;
using Auspex.Records;
using Auspex.Tables;

namespace Auspex.Daemon;

/// <summary>The heart of the daemon: formats each record once, writes it, and hands it to all who want it. Safe for any thread.</summary>
/// <remarks>
/// The log comes before everything else. What is lost on the way, wherever, becomes a DAEMON_ERR record behind the batch in which it
/// was noticed. Source: auditd(8); spec 7.3.
/// </remarks>
internal sealed class RecordWriter : INetworkLog
{
    private readonly Lock gate = new();
    private readonly LogWriter log;
    private readonly DaemonStamps stamps;
    private readonly IUserNames names;
    private readonly IDaemonSink[] sinks; // an array: walking a list through its interface allocates
    private readonly SerialWatch serials;
    private readonly List<LossRecord> losses = [];
    private readonly long[] lost = new long[Enum.GetValues<LossCause>().Length];
    private RecordFormatter formatter;
    private PieceWatch? pieces; // while the socket may have dropped some
    private LogTail? tail;
    private DaemonConfig config;

    /// <summary>A writer.</summary>
    /// <param name="log">The log, opened.</param>
    /// <param name="config">How lines are made.</param>
    /// <param name="node">The node's name, empty for none.</param>
    /// <param name="names">Names of users, for ENRICHED.</param>
    /// <param name="stamps">Stamps of the daemon's own records.</param>
    /// <param name="sinks">Who is handed the records, in this order.</param>
    public RecordWriter(
        LogWriter log, DaemonConfig config, ReadOnlySpan<byte> node, IUserNames names, DaemonStamps stamps, IReadOnlyList<IDaemonSink> sinks)
    {
        this.log = log;
        this.config = config;
        this.names = names;
        this.stamps = stamps;
        this.sinks = [.. sinks];
        serials = new SerialWatch(losses.Add);
        formatter = new RecordFormatter(config.IsEnriched ? names : null, node);
    }

    /// <summary>Asks for names anew from now on, where an account has changed.</summary>
    public Action? ForgetNames { get; init; }

    /// <summary>Keeps the storm within its budget, or null for no budget.</summary>
    public IStormGate? Storms { get; set; }

    /// <summary>Events that came from the kernel, by their serials.</summary>
    public long Received { get; private set; }

    /// <summary>Records that came from the kernel.</summary>
    public long RecordsReceived { get; private set; }

    /// <summary>The serials that came.</summary>
    public SerialWatch Serials => serials;

    /// <summary>What was lost by <paramref name="cause"/> since the start.</summary>
    public long LostBy(LossCause cause)
    {
        lock (gate) return lost[(int)cause];
    }

    /// <summary>Does something with the log while nobody writes.</summary>
    public void WithLog(Action<LogWriter> action)
    {
        ArgumentNullException.ThrowIfNull(action);
        lock (gate) action(log);
    }

    /// <summary>Begins a batch: until <see cref="EndBatch"/> no other thread writes.</summary>
    public void BeginBatch() => gate.Enter();

    /// <summary>Takes one record from the kernel. Only within a batch.</summary>
    public void Write(RecordType type, ReadOnlySpan<byte> payload)
    {
        if (IsNotForLog(type)) return;
        RecordsReceived++;
        var record = RecordReader.ParseKernel(type, payload);
        if (tail is not null && record.Error == RecordError.None) Continue(tail, record.Stamp);
        if (record.Error == RecordError.None)
        {
            serials.Add((uint)record.Stamp.Serial, record.Stamp.Milliseconds);
            pieces?.Add(type, (uint)record.Stamp.Serial, record.Stamp.Milliseconds, payload);
        }

        if (Storms is not null && !Storms.Admits(record, payload)) return;
        if (type is RecordType.AddUser or RecordType.AddGroup) Forget();
        Put(formatter.Format(type, RecordOrigin.Kernel, payload, record));
        if (type is RecordType.UserMgmt or RecordType.DelUser or RecordType.DelGroup or RecordType.GrpMgmt) Forget();
    }

    private void Forget()
    {
        ForgetNames?.Invoke();
        formatter.ForgetNames();
    }

    /// <summary>Ends a batch: writes it, tells what was lost, and wakes who waits.</summary>
    public void EndBatch()
    {
        try
        {
            if (Storms is not null) WriteSummaries(Storms);
            TellLosses();
            log.EndBatch();
            if (log.TakeNews() is { } news)
            {
                WriteDaemon(RecordType.DaemonErr, news);
                log.EndBatch();
            }

            while (log.TakeLoss(out var disk))
            {
                var before = log.LinesLost;
                WriteDaemon(RecordType.DaemonErr, disk.Text);
                log.EndBatch();
                if (log.LinesLost == before)
                {
                    lost[(int)disk.Cause] += disk.Count;
                    continue;
                }

                log.ReturnLoss(disk);
                break;
            }

            foreach (var sink in sinks) sink.OnBatchEnd();
        }
        finally
        {
            gate.Exit();
        }
    }

    /// <summary>Goes on where the log ended: what is missing from there to the first record will be told.</summary>
    public void ContinueFrom(LogTail ended)
    {
        ArgumentNullException.ThrowIfNull(ended);
        BeginBatch();
        losses.AddRange(ended.Holes);
        tail = ended.LastSerial is null ? null : ended;
        EndBatch();
    }

    /// <summary>The kernel is silent: serials that have not come by now do not come.</summary>
    public void Settle()
    {
        BeginBatch();
        serials.Settle();
        pieces?.Settle();
        EndBatch();
    }

    /// <summary>The socket had no room: records are missing from events that come from now on.</summary>
    public void WatchPieces()
    {
        BeginBatch();
        pieces ??= new PieceWatch(losses.Add, serials.Highest);
        pieces.Renew();
        EndBatch();
    }

    /// <summary>For use about once a second: tells what waits for a batch.</summary>
    public void Tick()
    {
        BeginBatch();
        log.Tick();
        pieces?.Tick();
        if (pieces is { IsOver: true }) pieces = null;
        EndBatch();
    }

    /// <summary>Has the log say what is missing.</summary>
    public void Lose(in LossRecord loss)
    {
        BeginBatch();
        losses.Add(loss);
        EndBatch();
    }

    /// <inheritdoc/>
    public void WriteDaemonRecord(RecordType type, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        BeginBatch();
        WriteDaemon(type, text);
        EndBatch();
    }

    /// <inheritdoc/>
    public NetworkOutcome WriteNetworkRecord(ReadOnlySpan<byte> line)
    {
        BeginBatch();
        try
        {
            if (!config.WritesLogs)
            {
                Distribute(line);
                return NetworkOutcome.Written;
            }

            if (log.IsSuspended) return NetworkOutcome.Suspended;
            var before = log.LinesLost;
            log.Append(line);
            Distribute(line);
            log.EndBatch();
            if (log.LinesLost > before) return log.IsDiskFull ? NetworkOutcome.DiskFull : NetworkOutcome.DiskError;
            return log.IsSpaceActionDone ? NetworkOutcome.WrittenDiskLow : NetworkOutcome.Written;
        }
        finally
        {
            EndBatch();
        }
    }

    /// <summary>Takes another configuration.</summary>
    public void Reconfigure(DaemonConfig changed, ReadOnlySpan<byte> node)
    {
        ArgumentNullException.ThrowIfNull(changed);
        BeginBatch();
        config = changed;
        formatter = new RecordFormatter(changed.IsEnriched ? names : null, node);
        log.Reconfigure(changed);
        EndBatch();
    }

    /// <summary>Parts of the control protocol, and numbers that only auditd itself may use. Source: spec 7.3.</summary>
    private static bool IsNotForLog(RecordType type) =>
        (int)type is <= 1004 or (>= 1007 and <= 1019) or (>= 1200 and <= 1299) or 1329;

    private void Put(in DaemonRecord record)
    {
        if (record.Type != RecordType.Eoe) log.Append(record.Line);
        foreach (var sink in sinks) sink.OnRecord(record);
    }

    /// <summary>The first record since the start: the serials before it, back to the log's last, are missing.</summary>
    private void Continue(LogTail ended, EventStamp stamp)
    {
        tail = null;
        var first = ended.LastSerial!.Value + (ended.IsComplete ? 1u : 0u);
        var count = (int)((uint)stamp.Serial - first);
        if (count > 0) losses.Add(new LossRecord(LossCause.Restart, count, first, (uint)stamp.Serial - 1, ended.LastMilliseconds, Math.Max(ended.LastMilliseconds, stamp.Milliseconds)));
    }

    private void Distribute(ReadOnlySpan<byte> line)
    {
        if (!config.DistributesNetwork) return;
        var record = RecordReader.Parse(line);
        var sent = new DaemonRecord(record.Type, RecordOrigin.Network, line, record.StampStart, line.Length - record.StampStart);
        foreach (var sink in sinks) sink.OnRecord(sent);
    }

    private void WriteDaemon(RecordType type, string text)
    {
        var payload = System.Text.Encoding.UTF8.GetBytes(stamps.Stamp(text));
        Put(formatter.Format(type, RecordOrigin.Daemon, payload, RecordReader.ParseKernel(type, payload)));
    }

    private void WriteSummaries(IStormGate storms)
    {
        while (storms.TryTakeSummary(out var text)) WriteDaemon(RecordType.DaemonErr, text);
    }

    private void TellLosses()
    {
        foreach (var loss in losses)
        {
            lost[(int)loss.Cause] += loss.Count;
            WriteDaemon(RecordType.DaemonErr, loss.Text);
        }

        losses.Clear();
    }
}
