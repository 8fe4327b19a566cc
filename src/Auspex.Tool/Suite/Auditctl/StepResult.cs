namespace Auspex.Tool.Suite.Auditctl;

/// <summary>How a step of a command, or the whole command, ended.</summary>
internal enum StepResult
{
    /// <summary>Done.</summary>
    Done,

    /// <summary>The words or the kernel's answer were wrong; it has been told.</summary>
    Failed,

    /// <summary>There was nothing to do: the kernel has the same rule already.</summary>
    Duplicate,

    /// <summary>The kernel's audit is off since boot.</summary>
    Disabled,

    /// <summary>It is off, and that was found before a rule was sent.</summary>
    NotReady,

    /// <summary>Neither rules nor the switch can change until the next boot.</summary>
    Immutable,

    /// <summary>The daemon could not be signalled.</summary>
    SignalFailed,

    /// <summary>There is no daemon.</summary>
    NoDaemon,
}
