namespace Auspex.Search.Gaps;

/// <summary>How it is known that events are missing.</summary>
internal enum GapReason
{
    /// <summary>The kernel's serials go on behind a hole.</summary>
    Serials,

    /// <summary>The same, over a start of auditd: what the kernel said meanwhile is not in the log, or another boot went on counting there.</summary>
    DaemonStart,

    /// <summary>The kernel's counter of records it had to drop rose.</summary>
    LostCounter,

    /// <summary>Auspex's daemon says so itself: <c>op=lost</c> in a DAEMON_ERR record, with its cause.</summary>
    Recorded,
}
