using Auspex.Daemon;
using Auspex.Daemon.Configuration;
using Auspex.Daemon.Logs;
using Auspex.Daemon.Metrics;
using Auspex.Events;
using Auspex.Kernel;
using Auspex.Linux.Daemon;
using Auspex.Linux.Outputs;
using Auspex.Threads;

namespace Auspex.Tool.Suite.Auditd;

/// <summary>The daemon's counters as Prometheus reads them. The text is made on the server's thread, from counters that only grow.</summary>
internal sealed class DaemonMetrics : IDisposable
{
    private readonly RecordWriter writer;
    private readonly LogWriter log;
    private readonly DaemonOutputs outputs;
    private readonly DaemonNetwork network;
    private readonly IDaemonNotices notices;
    private readonly Func<RecordIntake?> intake;
    private readonly Func<AuditStatus> status;
    private readonly WorkerFailures failures;
    private MetricsServer? server;
    private string? place;

    internal DaemonMetrics(
        RecordWriter writer, LogWriter log, DaemonOutputs outputs, DaemonNetwork network, IDaemonNotices notices, Func<RecordIntake?> intake, Func<AuditStatus> status,
        WorkerFailures failures)
    {
        this.writer = writer;
        this.log = log;
        this.outputs = outputs;
        this.network = network;
        this.notices = notices;
        this.intake = intake;
        this.status = status;
        this.failures = failures;
    }

    /// <summary>Listens where the configuration says.</summary>
    internal void Load(DaemonConfig config)
    {
        var wanted = config.Extensions.MetricsListen;
        outputs.CountsKeys = wanted is not null;
        if (wanted == place) return;
        server?.Dispose();
        server = null;
        place = wanted;
        if (wanted is null) return;
        server = MetricsServer.Start(wanted, Read, failures, out var fault);
        if (server is not null) return;
        place = null; // tried again at the next reload
        notices.Tell(3, $"Could not listen for metrics at {wanted}: {fault} - continuing without it");
    }

    /// <inheritdoc/>
    public void Dispose() => server?.Dispose();

    private string Read()
    {
        var text = new MetricsText();
        AddRecords(text);
        AddKernel(text);
        AddQueues(text);
        AddNetwork(text);
        _ = text.Describe("auspex_worker_failures_total", "Failures of the daemon's threads, which went on after them.", true);
        foreach (var (worker, count) in failures.Read()) _ = text.Value("worker", worker, count);
        text.Add("process_resident_memory_bytes", "Memory that is resident.", false, Environment.WorkingSet)
            .Add("process_cpu_seconds_total", "Processor time, user and system.", true, Environment.CpuUsage.TotalTime.TotalSeconds);
        return text.ToString();
    }

    private void AddRecords(MetricsText text)
    {
        text.Add("auspex_records_received_total", "Records that the kernel gave us.", true, writer.RecordsReceived)
            .Add("auspex_records_written_total", "Lines that reached the log.", true, log.LinesWritten)
            .Add("auspex_log_bytes_total", "Bytes that reached the log.", true, log.BytesWritten)
            .Add("auspex_log_suspended", "1 while logging is suspended.", false, log.IsSuspended ? 1 : 0);
        _ = text.Describe("auspex_lost_total", "Events or records lost, by cause; each loss is told in the log too.", true);
        foreach (var cause in Enum.GetValues<LossCause>()) _ = text.Value("cause", LossRecord.WordOf(cause), writer.LostBy(cause));

        var (count, sum, max) = log.Flushes.Read();
        text.Add("auspex_flushes_total", "Flushes of the log to the disk.", true, count)
            .Add("auspex_flush_seconds_total", "Time that flushes took.", true, sum.TotalSeconds)
            .Add("auspex_flush_seconds_max", "The longest flush.", false, max.TotalSeconds);
        if (outputs.Storms is { } storms)
        {
            text.Add("auspex_folded_events_total", "Events beyond the budget, folded into summaries.", true, storms.Folded);
            _ = text.Describe("auspex_folded_events_by_rule_total", "The same, by the rule that asks for them.", true);
            foreach (var (rule, events) in storms.FoldedByRule) _ = text.Value("rule", rule, events);
        }

        _ = text.Describe("auspex_key_events_total", "Events of each key.", true);
        foreach (var (key, events) in outputs.Keys) _ = text.Value("key", key, events);
    }

    private void AddKernel(MetricsText text)
    {
        var kernel = status();
        text.Add("auspex_kernel_backlog", "Records that wait in the kernel.", false, kernel.Backlog)
            .Add("auspex_kernel_backlog_limit", "How many may wait there.", false, kernel.BacklogLimit)
            .Add("auspex_kernel_lost_total", "Records that the kernel lost.", true, kernel.Lost);
        if (intake() is not { } receiving) return;
        text.Add("auspex_intake_blocks", "Blocks of received records that wait to be written.", false, receiving.Waiting)
            .Add("auspex_intake_blocks_max", "The most that ever waited.", false, receiving.MaxWaiting)
            .Add("auspex_intake_blocks_limit", "How many may wait.", false, RecordIntake.Capacity)
            .Add("auspex_socket_overruns_total", "Times that a record found no room in the socket; the kernel tries some again.", true, receiving.Overflows);
    }

    private void AddQueues(MetricsText text)
    {
        var queues = outputs.Queues.ToList();
        _ = text.Describe("auspex_queue_depth", "Records that wait for a plugin or an output.", false);
        foreach (var (name, depth, _) in queues) _ = text.Value("consumer", name, depth);
        _ = text.Describe("auspex_queue_dropped_total", "Records that a plugin or an output did not get.", true);
        foreach (var (name, _, dropped) in queues) _ = text.Value("consumer", name, dropped);
    }

    private void AddNetwork(MetricsText text)
    {
        var counters = network.Counters;
        text.Add("auspex_network_connections", "Senders that are connected.", false, counters.Active)
            .Add("auspex_network_accepted_total", "Connections that were accepted.", true, counters.Accepted)
            .Add("auspex_network_refused_total", "Connections that were refused.", true, counters.Refused)
            .Add("auspex_network_records_total", "Records that other machines sent.", true, counters.Records)
            .Add("auspex_network_frames_refused_total", "Frames that were no frames.", true, counters.RefusedFrames);
    }
}
