namespace Auspex.Daemon.Configuration;

/// <summary>What Auspex's daemon does beyond auditd: the keys of <c>auspex.conf</c> beside auditd.conf, which auditd never reads.</summary>
/// <remarks>Kept apart so that auditd.conf stays one that Debian's auditd accepts.</remarks>
public sealed record ExtensionConfig
{
    /// <summary><c>json_file</c>: events as JSON lines, or null.</summary>
    public string? JsonFile { get; init; }

    /// <summary><c>json_socket</c>: a unix socket that gives events as JSON lines to whoever connects, or null.</summary>
    public string? JsonSocket { get; init; }

    /// <summary><c>json_profile</c>: true for <c>ecs</c>, false for <c>auspex</c>.</summary>
    public bool IsElasticProfile { get; init; }

    /// <summary><c>json_max_file</c> in MiB, then the file is rotated; 0 for never.</summary>
    public uint JsonMaxMebibytes { get; init; } = 64;

    /// <summary><c>json_num_files</c>, the active one included.</summary>
    public int JsonFileCount { get; init; } = 5;

    /// <summary><c>metrics</c>: a unix socket's path or a loopback port for Prometheus, or null.</summary>
    public string? Metrics { get; init; }

    /// <summary><c>process_file</c>: lives of processes as JSON lines (docs/watch-json.md), or null.</summary>
    public string? ProcessFile { get; init; }

    /// <summary><c>budget_key</c>: events a second for each key, beyond which repeats are folded; 0 for no budget.</summary>
    public int KeyBudget { get; init; }

    /// <summary><c>budget_program</c>: events a second for each program; 0 for no budget.</summary>
    public int ProgramBudget { get; init; }

    /// <summary><c>spill_dir</c>: where consumers' queues go when memory is full, or null (<c>none</c>) for nowhere.</summary>
    public string? SpillDirectory { get; init; } = "/var/spool/audit";

    /// <summary><c>spill_max</c> in MiB for each consumer.</summary>
    public int SpillMaxMebibytes { get; init; } = 64;

    /// <summary><c>power_program</c>: what the actions single and halt call, with 1 or 0.</summary>
    public string PowerProgram { get; init; } = "/sbin/init";
}
