namespace Auspex.Health;

/// <summary>How the kernel's audit answered.</summary>
internal enum AuditReach
{
    /// <summary>It told its status.</summary>
    Answers = 0,

    /// <summary>The kernel was built without audit.</summary>
    NotInKernel,

    /// <summary>The machine was booted with <c>audit=0</c>.</summary>
    OffAtBoot,

    /// <summary>The one who asks has not the privilege.</summary>
    NotPrivileged,

    /// <summary>The one who asks is in a container.</summary>
    Container,

    /// <summary>It did not answer as it should.</summary>
    Failed,
}
