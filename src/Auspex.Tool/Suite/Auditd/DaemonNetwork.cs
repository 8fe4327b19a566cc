using System.Text;
using Auspex.Daemon;
using Auspex.Daemon.Configuration;
using Auspex.Daemon.Remote;
using Auspex.Kernel;
using Auspex.Linux.Daemon.Remote;
using Auspex.Linux.Netlink;
using Auspex.Threads;
using RecordType = Auspex.Tables.RecordType;

namespace Auspex.Tool.Suite.Auditd;

/// <summary>What the daemon has to do with other machines. Source: auditd.conf(5), tcp_*; spec 8.7.</summary>
internal sealed class DaemonNetwork : IDisposable
{
    private readonly IDaemonNotices notices;
    private readonly Collector collector;
    private AuditControl? sessions; // the collector's thread has a channel of its own
    private bool isSessionFailureTold;

    internal DaemonNetwork(INetworkLog log, IDaemonNotices notices, bool hasKernel, WorkerFailures failures)
    {
        this.notices = notices;
        collector = new Collector(log, notices, Counters, failures) { OnSession = hasKernel ? SendToKernel : null };
    }

    /// <summary>What came.</summary>
    internal CollectorCounters Counters { get; } = new();

    /// <summary>Begins to listen, where the configuration says so.</summary>
    /// <returns>Why not, or null.</returns>
    internal string? Start(DaemonConfig config) => config.ListenPort > 0 ? collector.Start(config) : null;

    /// <summary>Takes another configuration.</summary>
    /// <param name="before">What counted so far.</param>
    /// <param name="changed">As it was read.</param>
    /// <returns>What counts from now on: what needs a restart stays.</returns>
    internal DaemonConfig Reload(DaemonConfig before, DaemonConfig changed)
    {
        if (changed.Transport != before.Transport)
        {
            notices.Tell(4, "transport was changed: the audit daemon must be restarted for it to take effect");
            changed = changed with { Transport = before.Transport };
        }

        if (!collector.IsListening)
        {
            if (changed.ListenPort > 0 && changed.Transport == NetworkTransport.Tls)
                notices.Tell(4, "tcp_listen_port was set with TLS: the audit daemon must be restarted for it to take effect");
            else if (Start(changed) is { } fault) notices.Tell(3, fault);
            return changed;
        }

        if (changed.ListenPort != before.ListenPort)
        {
            notices.Tell(4, "tcp_listen_port was changed: the audit daemon must be restarted for it to take effect");
            changed = changed with { ListenPort = before.ListenPort };
        }

        collector.Reconfigure(changed);
        return changed;
    }

    /// <summary>Adds its lines to the state report.</summary>
    internal void AddTo(StateReport report)
    {
        report.Add("listening for network connections", collector.IsListening);
        if (!collector.IsListening) return;
        report.Add("active connections", Counters.Active)
            .Add("total connections", Counters.Accepted)
            .Add("refused connections", Counters.Refused)
            .Add("network records received", Counters.Records)
            .Add("network records not written", Counters.NotWritten)
            .Add("network heartbeats", Counters.Heartbeats)
            .Add("network frames refused", Counters.RefusedFrames)
            .Add("network bytes passed over", Counters.ForeignBytes);
    }

    /// <summary>Tells every sender that this is the end.</summary>
    internal void Stop() => collector.Stop();

    /// <inheritdoc/>
    public void Dispose()
    {
        collector.Dispose();
        sessions?.Dispose();
    }

    /// <summary>Sessions with TLS are events for the kernel, as other programs tell it of theirs.</summary>
    private void SendToKernel(RecordType type, string text)
    {
        try
        {
            sessions ??= AuditControl.Open();
            sessions.SendUserMessage((int)type, Encoding.UTF8.GetBytes(text));
        }
        catch (KernelException e)
        {
            if (isSessionFailureTold) return;
            isSessionFailureTold = true;
            notices.Tell(4, $"The kernel was not told of a TLS session: {e.Message}");
        }
    }
}
