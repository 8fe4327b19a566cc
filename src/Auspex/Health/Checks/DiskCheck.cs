using Auspex.Daemon.Configuration;

namespace Auspex.Health.Checks;

/// <summary>Space for the logs: now, and as things go.</summary>
internal static class DiskCheck
{
    private const double MillisecondsADay = 86_400_000;
    private const double LeastDays = 1.0 / 24;
    private const double FewDays = 7;
    private const long Mebibyte = 1 << 20;

    internal static void Run(HostFacts facts, FindingList list)
    {
        if (facts.Disk is { HasOthers: true } shared)
            list.Note(
                "disk.own", $"{shared.Directory} shares its file system with others.", "Whoever fills that file system stops the audit log, and the other way round.",
                "Give the logs a file system of their own, mounted with nodev, nosuid and noexec.");
        else if (facts.Disk is { } own)
            list.Ok("disk.own", $"{own.Directory} is on a file system of its own.");
        if (facts.Config?.Value is not { } config) return;
        if (facts.Disk is { } disk) CheckSpace(disk, config, list);
        if (RateOf(facts.Logs) is { } bytesADay && config.WritesLogs) Forecast(facts, config, bytesADay, list);
    }

    /// <summary>What is written a day, by the times and sizes of the logs; null where they span too little time.</summary>
    internal static double? RateOf(IReadOnlyList<LogFileFacts> logs)
    {
        var dated = logs.Where(static l => l.FirstMilliseconds > 0 && l.LastMilliseconds >= l.FirstMilliseconds).ToList();
        if (dated.Count == 0) return null;
        var days = (dated.Max(static l => l.LastMilliseconds) - dated.Min(static l => l.FirstMilliseconds)) / MillisecondsADay;
        return days < LeastDays ? null : dated.Sum(static l => (double)l.SizeBytes) / days;
    }

    private static void CheckSpace(DiskFacts disk, DaemonConfig config, FindingList list)
    {
        const string check = "disk.space";
        const string remedy = "Make room, or keep fewer logs (num_logs, max_log_file).";
        var command = $"df -h {disk.Directory}; du -sh {disk.Directory}";
        if (IsBelow(config.AdminSpaceLeft, disk, out var admin))
            list.Error(
                check, $"{Amount.OfBytes(disk.FreeBytes)} are left for the logs: less than admin_space_left ({Amount.OfBytes(admin)}).",
                $"auditd has done what it is told to do then: {Words(config.AdminSpaceLeftAction)}.", remedy, command);
        else if (IsBelow(config.SpaceLeft, disk, out var left))
            list.Warn(
                check, $"{Amount.OfBytes(disk.FreeBytes)} are left for the logs: less than space_left ({Amount.OfBytes(left)}).",
                $"auditd has done what it is told to do then: {Words(config.SpaceLeftAction)}.", remedy, command);
        else
            list.Ok(check, $"{Amount.OfBytes(disk.FreeBytes)} of {Amount.OfBytes(disk.TotalBytes)} are left for the logs, more than space_left.");
    }

    private static void Forecast(HostFacts facts, DaemonConfig config, double bytesADay, FindingList list)
    {
        var limit = config.MaxLogAction.Action == DaemonAction.Rotate && config.LogCount > 1 ? (double)config.LogCount * config.MaxLogMebibytes * Mebibyte : 0;
        var rate = $"{Amount.OfBytes(bytesADay)} a day";
        if (limit > 0) CheckKept(limit / bytesADay, rate, config, list);
        if (facts.Disk is not { } disk) return;
        var room = disk.FreeBytes - (double)BytesOf(config.SpaceLeft, disk);
        var present = facts.Logs.Sum(static l => (double)l.SizeBytes);
        if (room <= 0) return; // said already
        if (limit > 0 && limit - present <= room)
        {
            list.Ok("disk.forecast", $"At {rate} the logs never reach space_left: rotation keeps them below {Amount.OfBytes(limit)}.");
            return;
        }

        var days = room / bytesADay;
        var state = $"At {rate} space_left is reached in {Amount.OfDays(days)}.";
        if (days < FewDays)
            list.Warn("disk.forecast", state, $"auditd does then what it is told: {Words(config.SpaceLeftAction)}.", "Make room, keep fewer logs, or record less.", "auspex rules cost --if " + config.LogFile);
        else if (limit > 0)
            list.Note("disk.forecast", state, "Rotation alone does not prevent it: the logs may grow to more than what is left.", "Keep fewer logs (num_logs, max_log_file), or give them more room.");
        else
            list.Ok("disk.forecast", state);
    }

    private static void CheckKept(double days, string rate, DaemonConfig config, FindingList list)
    {
        var state = $"At {rate}, {config.LogCount} logs of {config.MaxLogMebibytes} MiB (num_logs, max_log_file) reach back {Amount.OfDays(days)}.";
        const string why = "What is older is overwritten: an attack is often noticed weeks later.";
        const string remedy = "Keep more or larger logs, send them elsewhere, or record less.";
        var command = $"auspex rules cost --if {config.LogFile}";
        if (days < 1) list.Warn("disk.kept", state, why, remedy, command);
        else if (days < FewDays) list.Note("disk.kept", state, why, remedy, command);
        else list.Ok("disk.kept", state);
    }

    private static bool IsBelow(SpaceSetting setting, DiskFacts disk, out long bytes)
    {
        bytes = BytesOf(setting, disk);
        return bytes > 0 && disk.FreeBytes < bytes;
    }

    private static long BytesOf(SpaceSetting setting, DiskFacts disk) =>
        setting.IsPercent ? (long)((Int128)disk.TotalBytes * Math.Min(setting.Value, 100) / 100) : setting.Value * Mebibyte;

    private static string Words(ActionSetting action) => action.Action switch
    {
        DaemonAction.Ignore => "nothing",
        DaemonAction.Syslog => "a line to syslog",
        DaemonAction.Rotate => "rotate, and so remove the oldest log",
        DaemonAction.Email => "a mail and a line to syslog",
        DaemonAction.Exec => $"run {action.Program}",
        DaemonAction.Suspend => "write no more records",
        DaemonAction.Single => "bring the machine to single-user mode",
        DaemonAction.Halt => "shut the machine down",
        _ => "keep all logs",
    };
}
