using System.Globalization;
using Auspex.Daemon.Configuration;

namespace Auspex.Daemon.Logs;

internal sealed partial class LogWriter
{
    private const int ENOENT = 2;

    /// <summary>Files that keep_logs shifts at most; beyond, the oldest stay where they are.</summary>
    private const int MaxKeptLogs = 99_999;

    /// <summary>A log with less is not rotated to make room: its going would not help, and the oldest's would be for nothing.</summary>
    private const int LeastRotatedBytes = 64 << 10;

    /// <summary>After an action on the size that did not help, the log grows by so much before the next; twice as much each time.</summary>
    private const long FirstGrowth = 1 << 20;

    private const long MostGrowth = 64 << 20;

    private long actAgainAt; // bytes of the log
    private long growth = FirstGrowth;

    /// <summary>Logs found at the last rotation, the active one included.</summary>
    public int LogsFound { get; private set; } = 1;

    /// <summary>Rotates on request: as max_log_file_action says, keep_logs or rotate.</summary>
    public void Rotate() => Rotate(config.MaxLogAction.Action == DaemonAction.KeepLogs, dropsOldest: false);

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

    private void CheckSize()
    {
        if (config.MaxLogMebibytes <= 0 || fileBytes >> 20 < config.MaxLogMebibytes || fileBytes < actAgainAt) return;
        var before = fileBytes;
        ActOnSize();
        if (file is null || fileBytes < before) return;

        // Still here: nothing was to be done, or the rotation has failed. Not again with every record.
        actAgainAt = fileBytes + growth;
        growth = Math.Min(2 * growth, MostGrowth);
    }

    /// <summary>What is done about the size is done at once next time.</summary>
    private void ForgetSize()
    {
        actAgainAt = 0;
        growth = FirstGrowth;
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
                Rotate(keeps: false, dropsOldest: false);
                break;
            case DaemonAction.KeepLogs:
                actions.Tell(5, "Audit daemon rotating log files with keep option");
                Rotate(keeps: true, dropsOldest: false);
                break;
            default:
                break;
        }
    }

    /// <summary>
    /// Rotates since there is no more room: the oldest log goes. Where there is no older one, or the active one has hardly anything, that would
    /// not help: what comes is then lost and counted until there is room.
    /// </summary>
    private void MakeRoom(bool isFull)
    {
        var least = isFull ? LeastRotatedBytes : Math.Max(LeastRotatedBytes, (config.MaxLogMebibytes << 20) / 8);
        if (fileBytes >= least && disk.Exists(Numbered(1))) Rotate(keeps: false, dropsOldest: true);
    }

    /// <summary>Shifts the logs by one and begins a new one. What fails leaves the active log where it is, and goes on in it.</summary>
    private void Rotate(bool keeps, bool dropsOldest)
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
        if (dropsOldest && end > 1 && !disk.Exists(Numbered(end))) end--;
        LeaveFile();
        LogsFound = end + 1;
        var hasRotated = true;
        for (var i = end; i > 0; i--)
        {
            var from = i == 1 ? config.LogFile : Numbered(i - 1);
            if (i == 1) _ = disk.Seal(from, config.LogGroup != 0);
            var errno = disk.Rename(from, Numbered(i));
            if (errno is 0 or ENOENT) continue;
            OnError("rotate", errno);
            hasRotated = false;
            break;
        }

        if (hasRotated) ForgetSize();
        if (!IsSuspended && Open() is var failed and not 0) OnError("open", failed);
    }

    private string Numbered(int number) => string.Create(CultureInfo.InvariantCulture, $"{config.LogFile}.{number}");
}
