using Auspex.Health;
using Auspex.Kernel;
using Auspex.Linux.Netlink;
using Auspex.Linux.Watching;

namespace Auspex.Linux.Health;

/// <summary>Reads all facts of this host. Changes nothing; what cannot be read is left out.</summary>
internal static class HostReader
{
    /// <summary>Reads them.</summary>
    /// <param name="configDirectory">Where auditd.conf is.</param>
    /// <param name="readRules">Compares the kernel's rules with files; is given null where the kernel does not answer.</param>
    public static HostFacts Read(string configDirectory, Func<IAuditControl?, RuleFacts> readRules)
    {
        ArgumentNullException.ThrowIfNull(readRules);
        var kernel = KernelReader.Read();
        using var control = Open(ref kernel, out var status);
        var auditor = status is { } known ? ProcessReader.ReadAuditor(known.AuditorPid) : null;
        var config = ConfigFactsReader.Read(configDirectory);
        var logFile = config?.Value?.LogFile ?? Auspex.Archive.LogConfig.DefaultLogFile;
        var logs = LogFactsReader.List(logFile);
        return new HostFacts
        {
            Kernel = kernel,
            Status = status,
            Auditor = auditor,
            Listeners = ListenerReader.Read(),
            Journald = ListenerReader.ReadJournald(),
            Rules = readRules(control),
            Config = config,
            ConfigPaths = ConfigFactsReader.ReadPaths(configDirectory),
            LogPaths = LogFactsReader.ReadPaths(logFile, logs),
            Logs = LogFactsReader.Read(logs),
            Disk = LogFactsReader.ReadDisk(logFile),
            Plugins = config?.Value is { } value ? ConfigFactsReader.ReadPlugins(value.PluginDirectory) : null,
            Tail = LogFactsReader.ReadTail(logFile),
            IsClockSynchronised = SurroundingsReader.ReadClock(),
            Labels = SurroundingsReader.ReadLabels(logFile, auditor?.Pid ?? 0),
            Session = SurroundingsReader.ReadSession(),
        };
    }

    private static AuditControl? Open(ref KernelFacts kernel, out AuditStatus? status)
    {
        status = null;
        try
        {
            var control = AuditAvailability.OpenControl(out var told);
            status = told;
            return control;
        }
        catch (AuditUnavailableException e)
        {
            kernel = kernel with { Reach = ReachOf(e.Reason), ReachDetail = FailureWords.Of(e.InnerException ?? e) };
            return null;
        }
    }

    private static AuditReach ReachOf(AuditRefusal reason) => reason switch
    {
        AuditRefusal.None => AuditReach.Answers,
        AuditRefusal.NotInKernel => AuditReach.NotInKernel,
        AuditRefusal.OffAtBoot => AuditReach.OffAtBoot,
        AuditRefusal.NotPrivileged => AuditReach.NotPrivileged,
        AuditRefusal.Container => AuditReach.Container,
        _ => AuditReach.Failed,
    };
}
