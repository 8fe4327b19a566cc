namespace Auspex.Daemon.Configuration;

/// <summary>What Auspex's daemon does beyond auditd: the keys of <c>auspex.conf</c> beside auditd.conf, which auditd never reads.</summary>
/// <remarks>Kept apart so that auditd.conf stays one that Debian's auditd accepts.</remarks>
public sealed record ExtensionConfig
{
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
