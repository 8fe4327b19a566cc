using System.Text;
using Auspex.Daemon;
using Auspex.Events;
using Auspex.Kernel;
using Auspex.Linux.Daemon;
using Auspex.Linux.Files;
using Auspex.Linux.Loop;
using Auspex.Tables;

namespace Auspex.Tool.Suite.Auditd;

/// <summary>What signals ask for. Source: auditd(8); spec 7.5, 7.6.</summary>
internal sealed partial class AuditDaemon
{
    internal const string StateFilePath = "/run/audit/auditd.state";

    /// <summary>The kernel's status, as of the last second.</summary>
    internal AuditStatus Status { get; private set; }

    private void OnSignals(CaughtSignals caught)
    {
        if ((caught & CaughtSignals.Hangup) != 0) Reload();
        if ((caught & CaughtSignals.User1) != 0)
        {
            var sender = SenderText(); // asked before the rotation takes its time: he may end
            writer.WithLog(static l => l.Rotate());
            writer.WriteDaemonRecord(RecordType.DaemonRotate, $"op=rotate-logs {sender} res=success");
        }

        if ((caught & CaughtSignals.User2) != 0)
        {
            var sender = SenderText();
            writer.WithLog(static l => l.Resume());
            outputs.Resume();
            writer.WriteDaemonRecord(RecordType.DaemonResume, $"op=resume-logging {sender} res=success");
        }

        if ((caught & CaughtSignals.Continue) != 0) WriteReport();
    }

    private void Reload()
    {
        var sender = Sender();
        var (auid, pid, subject) = DaemonTexts.ConfigSender(sender);
        Tell(5, $"config change requested by pid={pid} auid={auid} subj={subject}");
        var who = $"auid={auid} pid={pid} subj={subject}";
        if (AuditdTool.LoadConfig(options, notices) is not { } changed)
        {
            writer.WriteDaemonRecord(RecordType.DaemonConfig, $"op=reconfigure state=no-change {who} res=failed");
            return;
        }

        if (changed.WritesLogs && !options.IsForeground && changed.LogFile != config.LogFile && LogDirectory.FindFault(changed.LogFile) is { } fault)
        {
            Tell(3, fault);
            writer.WriteDaemonRecord(RecordType.DaemonConfig, $"op=reconfigure state=no-change {who} res=failed");
            return;
        }

        // What cannot change while it runs.
        changed = changed with
        {
            HasLocalEvents = config.HasLocalEvents,
            VerifiesMail = config.VerifiesMail,
            EventTimeout = config.EventTimeout,
        };
        if (changed.PriorityBoost != config.PriorityBoost) DaemonFiles.Protect(changed.PriorityBoost);
        changed = network.Reload(config, changed);
        outputs.Storms?.Finish();
        writer.BeginBatch(); // by which the summaries are written
        writer.EndBatch();
        if (outputs.ReloadBudgets(config.Extensions, changed.Extensions)) writer.Storms = outputs.Storms;
        actions.PowerProgram = changed.Extensions.PowerProgram;
        config = changed;
        writer.Reconfigure(changed, NodeOf(changed));
        outputs.Reload(changed);
        metrics.Load(changed);
        writer.WriteDaemonRecord(RecordType.DaemonConfig, $"op=reconfigure state=changed {who} res=success");
    }

    private Linux.Netlink.SignalSender? Sender()
    {
        try
        {
            return control?.GetSignalSender();
        }
        catch (KernelException)
        {
            return null; // the record then says that nobody is known
        }
    }

    private string SenderText() => DaemonTexts.Sender(Sender());


    private void WriteReport()
    {
        var report = new StateReport();
        report.Add("audit version", Program.Version)
            .Add("current time", TimeProvider.System.GetLocalNow())
            .Add("process priority", -config.PriorityBoost)
            .Add("writing to logs", config.WritesLogs);
        if (config.WritesLogs && !options.IsForeground) writer.WithLog(l => AddLog(report, l));
        outputs.AddTo(report, config);
        network.AddTo(report);
        var memory = GC.GetTotalMemory(forceFullCollection: false) >> 10;
        report.Add("managed memory", memory, "KiB").Add("events received", writer.Serials.IsEmpty ? 0 : writer.RecordsReceived);
        foreach (var (worker, count) in failures.Read()) report.Add($"failures of {worker}", count);
        foreach (var cause in Enum.GetValues<LossCause>())
        {
            if (writer.LostBy(cause) is var count and > 0) report.Add($"lost by {LossRecord.WordOf(cause)}", count);
        }

        var complaint = StateFile.TryWrite(StateFilePath, Encoding.UTF8.GetBytes(report.ToString()));
        if (complaint is not null) Tell(3, $"Unable to open state file ({complaint})");
    }

    private void AddLog(StateReport report, Auspex.Daemon.Logs.LogWriter l)
    {
        var free = (long)l.Space.FreeMebibytes;
        report.Add("current log size", l.FileBytes >> 10, "KiB")
            .Add("max log size", config.MaxLogMebibytes << 10, "KiB")
            .Add("logs detected last rotate/shift", l.LogsFound)
            .Add("space left on partition", !l.IsDiskFull)
            .Add("Logging partition free space", free, "MiB")
            .Add("space_left setting", (long)l.SpaceLeftMebibytes, "MiB")
            .Add("admin_space_left setting", (long)l.AdminSpaceLeftMebibytes, "MiB")
            .Add("logging suspended", l.IsSuspended)
            .Add("file system space action performed", l.IsSpaceActionDone)
            .Add("admin space action performed", l.IsAdminActionDone)
            .Add("disk error detected", l.HasDiskError);
    }
}
