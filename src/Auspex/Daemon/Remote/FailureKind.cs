namespace Auspex.Daemon.Remote;

/// <summary>What can fail in sending, each with an action of its own. Source: spec 8.5.</summary>
internal enum FailureKind
{
    /// <summary>network_failure_action.</summary>
    Network = 0,

    /// <summary>disk_low_action.</summary>
    DiskLow,

    /// <summary>disk_full_action.</summary>
    DiskFull,

    /// <summary>disk_error_action.</summary>
    DiskError,

    /// <summary>remote_ending_action.</summary>
    RemoteEnding,

    /// <summary>generic_error_action.</summary>
    GenericError,

    /// <summary>generic_warning_action.</summary>
    GenericWarning,

    /// <summary>queue_error_action.</summary>
    QueueError,

    /// <summary>startup_failure_action.</summary>
    Startup,
}
