using System.Globalization;
using Auspex.Daemon.Configuration;

namespace Auspex.Daemon.Logs;

public sealed partial class LogWriter
{
    private const int ENOENT = 2;

    /// <summary>Files that keep_logs shifts at most; beyond, the oldest stay where they are.</summary>
    private const int MaxKeptLogs = 99_999;

    /// <summary>Logs found at the last rotation, the active one included.</summary>
    public int LogsFound { get; private set; } = 1;

    /// <summary>Rotates on request: as max_log_file_action says, keep_logs or rotate.</summary>
    public void Rotate() => Rotate(config.MaxLogAction.Action == DaemonAction.KeepLogs);

    /// <summary>Removes logs that num_logs no longer allows; for the start, where the action is to rotate.</summary>
    public void RemoveExcess()
    {
        if (config.MaxLogAction.Action != DaemonAction.Rotate || config.LogCount < 2) return;
        for (var i = config.LogCount; disk.Exists(Numbered(i)); i++)
        {
            var name = Numbered(i);
            if (disk.Remove(name) != 0) break;
            actions.Tell(6, $"Log {name} removed as it exceeds num_logs parameter");
        }
    }

    private void ActOnSize()
    {
        switch (config.MaxLogAction.Action)
        {
            case DaemonAction.Syslog:
                actions.Tell(3, "Audit daemon log file is larger than max size");
                break;
            case DaemonAction.Exec:
                actions.Tell(3, "Audit daemon log file is larger than max size");
                Suspend();
                actions.Run(config.MaxLogAction.Program!, resumes: true);
                break;
            case DaemonAction.Suspend:
                actions.Tell(3, "Audit daemon is suspending logging due to logfile size.");
                Suspend();
                break;
            case DaemonAction.Rotate:
                if (config.LogCount < 2) return; // as the notice of Rotate would come with every record
                actions.Tell(5, "Audit daemon rotating log files");
                Rotate(keeps: false);
                break;
            case DaemonAction.KeepLogs:
                actions.Tell(5, "Audit daemon rotating log files with keep option");
                Rotate(keeps: true);
                break;
            default:
                break;
        }
    }

    /// <summary>Shifts the logs by one and begins a new one. What fails leaves the active log where it is, and goes on in it.</summary>
    private void Rotate(bool keeps)
    {
        if (!config.WritesLogs || IsSuspended) return;
        if (!keeps && config.LogCount < 2)
        {
            actions.Tell(5, "Log rotation disabled (num_logs < 2), skipping");
            return;
        }

        CheckPlace();
        FlushAll();
        if (IsSuspended) return;
        var end = 1;
        while (end < (keeps ? MaxKeptLogs : config.LogCount - 1) && disk.Exists(Numbered(end))) end++;
        LeaveFile();
        LogsFound = end + 1;
        for (var i = end; i > 0; i--)
        {
            var from = i == 1 ? config.LogFile : Numbered(i - 1);
            if (i == 1) _ = disk.Seal(from, config.LogGroup != 0);
            var errno = disk.Rename(from, Numbered(i));
            if (errno is 0 or ENOENT) continue;
            OnError("rotate", errno);
            break;
        }

        if (!IsSuspended && Open() is var failed and not 0) OnError("open", failed);
    }

    private string Numbered(int number) => string.Create(CultureInfo.InvariantCulture, $"{config.LogFile}.{number}");
}
