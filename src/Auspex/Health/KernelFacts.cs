namespace Auspex.Health;

/// <summary>How the kernel was built and booted, and whether its audit answers.</summary>
internal sealed record KernelFacts
{
    /// <summary>Where the kernel's configuration was read from; null where it cannot be read.</summary>
    public string? BuildConfigPath { get; init; }

    /// <summary>CONFIG_AUDIT.</summary>
    public bool HasAudit { get; init; }

    /// <summary>CONFIG_AUDITSYSCALL.</summary>
    public bool HasSyscallAudit { get; init; }

    /// <summary>CONFIG_BSD_PROCESS_ACCT.</summary>
    public bool HasAccounting { get; init; }

    /// <summary>The kernel's command line; null where it cannot be read.</summary>
    public string? CommandLine { get; init; }

    /// <summary>Whether audit answers.</summary>
    public AuditReach Reach { get; init; }

    /// <summary>What the system said where it does not.</summary>
    public string ReachDetail { get; init; } = "";

    /// <summary>True in another user or pid namespace than the machine's own.</summary>
    public bool IsContainer { get; init; }
}
