#pragma warning disable CA1822
using Auspex.Daemon;
using Auspex.Daemon.Configuration;
using Auspex.Linux.Daemon;

namespace Auspex.Tool.Suite.Auditd;

/// <summary>Hears of records that a consumer lost: why, whose, how many, from when to when (milliseconds since 1970-01-01 UTC).</summary>
internal delegate void ConsumerLoss(LossCause cause, string consumer, long count, long from, long to);

/// <summary>All who are handed the records: plugins, native outputs, counts; and what else runs beside the log.</summary>
internal sealed class DaemonOutputs : IDisposable
{
    private readonly List<IDaemonSink> sinks = [];

    internal DaemonOutputs(DaemonConfig config, IDaemonNotices notices, DaemonActions actions, ConsumerLoss onLoss)
    {
        _ = (config, notices, actions, onLoss);
    }

    /// <summary>In the order in which they are handed records.</summary>
    internal IReadOnlyList<IDaemonSink> Sinks => sinks;

    /// <summary>The budget, or null where none is set.</summary>
    internal IStormGate? Storms { get; }

    internal void Start(RecordWriter writer, AuditDaemon daemon) => _ = (writer, daemon);

    internal void Reload(DaemonConfig changed) => _ = changed;

    internal void Resume()
    {
    }

    internal void Tick()
    {
    }

    internal void AddTo(StateReport report) => _ = report;

    internal void Stop()
    {
    }

    public void Dispose()
    {
    }
}
