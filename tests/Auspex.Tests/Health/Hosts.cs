using Auspex.Daemon.Configuration;
using Auspex.Health;
using Auspex.Kernel;

namespace Auspex.Tests.Health;

/// <summary>Made facts of hosts.</summary>
internal static class Hosts
{
    private const long Day = 86_400_000;

    /// <summary>The time of the last record.</summary>
    public const long Now = 1_700_000_000_000;

    /// <summary>The configuration of <see cref="Good"/>: 30 logs of 8 MiB.</summary>
    public static DaemonConfig Config { get; } = new()
    {
        LogCount = 30,
        MaxLogMebibytes = 8,
        MaxLogAction = new ActionSetting(DaemonAction.Rotate),
        SpaceLeft = new SpaceSetting(75),
        AdminSpaceLeft = new SpaceSetting(50),
        SpaceLeftAction = new ActionSetting(DaemonAction.Syslog),
        AdminSpaceLeftAction = new ActionSetting(DaemonAction.Suspend),
    };

    /// <summary>A host where everything is as it should be.</summary>
    public static HostFacts Good { get; } = new()
    {
        Kernel = new KernelFacts
        {
            BuildConfigPath = "/proc/config.gz",
            HasAudit = true,
            HasSyscallAudit = true,
            HasAccounting = true,
            CommandLine = "quiet audit=0 audit=1 audit_backlog_limit=8192 -- audit=0\n",
        },
        Status = new AuditStatus
        {
            WordCount = 11,
            Enabled = EnabledState.On,
            Failure = FailureMode.Log,
            AuditorPid = 7,
            BacklogLimit = 8192,
            BacklogWaitTime = 15000,
        },
        Auditor = new AuditorFacts(7, "/usr/bin/auspex", ["/usr/sbin/auditd"], true),
        Listeners = [],
        Journald = new JournaldFacts(true, true),
        Rules = new RuleFacts { LoadedCount = 3, WantedCount = 3, Changes = 0 },
        Config = new ConfigFacts { Value = Config },
        ConfigPaths = [new("/etc/audit", Directory(0x1E8)), new("/etc/audit/auditd.conf", File(0x1A0))],
        LogPaths = [new("/var/log/audit", Directory(0x1C0)), new("/var/log/audit/audit.log", File(0x180))],
        Logs = [new("/var/log/audit/audit.log", 4 << 20, Now - (2 * Day), Now), new("/var/log/audit/audit.log.1", 8 << 20, Now - (10 * Day), Now - (2 * Day))],
        Disk = new DiskFacts("/var/log/audit", 10L << 30, 8L << 30, false),
        Plugins = [new PluginFacts("/etc/audit/plugins.d/syslog.conf", true, "", [])],
        Tail = new TailFacts(4 << 20, 9000, Now - Day, []),
        IsClockSynchronised = true,
        Labels = new LabelFacts { IsSelinuxEnforcing = true, LogLabel = "system_u:object_r:auditd_log_t:s0", AuditorLabel = "system_u:system_r:auditd_t:s0" },
        Session = new SessionFacts { LoginUid = 1000, HasTerminal = true, Services = [("login", true), ("sshd", true)] },
    };

    public static ConfigFile File(uint mode, uint owner = 0) => new(ConfigFileKind.Regular, owner, mode);

    public static ConfigFile Directory(uint mode, uint owner = 0) => new(ConfigFileKind.Directory, owner, mode);
}
