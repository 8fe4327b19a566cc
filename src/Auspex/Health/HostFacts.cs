using Auspex.Kernel;

namespace Auspex.Health;

/// <summary>What is known of a host. What is null could not be found out, and is not judged.</summary>
internal sealed record HostFacts
{
    /// <summary>The kernel.</summary>
    public KernelFacts Kernel { get; init; } = new();

    /// <summary>The state of the kernel's audit.</summary>
    public AuditStatus? Status { get; init; }

    /// <summary>The registered auditor.</summary>
    public AuditorFacts? Auditor { get; init; }

    /// <summary>Who listens beside it.</summary>
    public IReadOnlyList<ListenerFacts>? Listeners { get; init; }

    /// <summary>systemd's socket.</summary>
    public JournaldFacts? Journald { get; init; }

    /// <summary>Rules.</summary>
    public RuleFacts? Rules { get; init; }

    /// <summary>auditd.conf.</summary>
    public ConfigFacts? Config { get; init; }

    /// <summary>/etc/audit and what is in it.</summary>
    public IReadOnlyList<PathFacts> ConfigPaths { get; init; } = [];

    /// <summary>The log directory and the logs.</summary>
    public IReadOnlyList<PathFacts> LogPaths { get; init; } = [];

    /// <summary>The logs, in no order.</summary>
    public IReadOnlyList<LogFileFacts> Logs { get; init; } = [];

    /// <summary>The file system of the logs.</summary>
    public DiskFacts? Disk { get; init; }

    /// <summary>The files of plugins.d; null where there is no such directory.</summary>
    public IReadOnlyList<PluginFacts>? Plugins { get; init; }

    /// <summary>The last part of the log.</summary>
    public TailFacts? Tail { get; init; }

    /// <summary>Whether the kernel's clock is kept by a source of time.</summary>
    public bool? IsClockSynchronised { get; init; }

    /// <summary>SELinux and AppArmor.</summary>
    public LabelFacts? Labels { get; init; }

    /// <summary>Login uids.</summary>
    public SessionFacts? Session { get; init; }
}
