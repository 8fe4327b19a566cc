namespace Auspex.Daemon.Configuration;

/// <summary>What Auspex's daemon does beyond auditd: the keys of <c>auspex.conf</c> beside auditd.conf, which auditd never reads.</summary>
/// <remarks>Kept apart so that auditd.conf stays one that Debian's auditd accepts.</remarks>
internal sealed record ExtensionConfig
{
    /// <summary><c>budget_key</c>: events a second for each key, beyond which repeats are folded; 0 for no budget.</summary>
    public int KeyBudget { get; init; }

    /// <summary><c>budget_program</c>: events a second for each program; 0 for no budget.</summary>
    public int ProgramBudget { get; init; }

    /// <summary><c>spill_dir</c>: where consumers' queues go when memory is full, or null (<c>none</c>) for nowhere.</summary>
    public string? SpillDirectory { get; init; } = "/var/spool/audit";

    /// <summary><c>spill_max</c> in MiB for each consumer.</summary>
    public int SpillMaxMebibytes { get; init; } = 64;

    /// <summary><c>json_file</c>: events as JSON lines go here too, or null for nowhere.</summary>
    public string? JsonFile { get; init; }

    /// <summary><c>json_file_format</c>.</summary>
    public JsonSchema JsonFileSchema { get; init; }

    /// <summary><c>json_socket</c>: a unix socket whose clients are handed events as JSON lines, or null.</summary>
    public string? JsonSocket { get; init; }

    /// <summary><c>json_socket_format</c>.</summary>
    public JsonSchema JsonSocketSchema { get; init; }

    /// <summary><c>output_max_size</c>: where the files of outputs are rotated, in MiB.</summary>
    public int OutputMaxMebibytes { get; init; } = 64;

    /// <summary><c>output_files</c>: how many files of an output are kept.</summary>
    public int OutputFiles { get; init; } = 5;

    /// <summary><c>metrics_listen</c>: where Prometheus reads: a unix socket's path, or a port of the loopback address; or null.</summary>
    public string? MetricsListen { get; init; }

    /// <summary><c>process_file</c>: where the lives of processes are written, as <c>auspex watch --json</c> does, or null.</summary>
    public string? ProcessFile { get; init; }

    /// <summary><c>process_acct</c>: join process accounting with them.</summary>
    public bool HasAccounting { get; init; } = true;

    /// <summary><c>power_program</c>: what the actions single and halt call, with 1 or 0.</summary>
    public string PowerProgram { get; init; } = "/sbin/init";
}
