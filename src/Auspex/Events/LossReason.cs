namespace Auspex.Events;

/// <summary>Why it is known that something is missing.</summary>
internal enum LossReason
{
    /// <summary>Serials were skipped: events were made by the kernel and never arrived.</summary>
    SerialGap,

    /// <summary>The kernel's own counter of dropped records rose (audit_status.lost).</summary>
    KernelCounter,

    /// <summary>The receive socket overflowed (ENOBUFS): how many records is not known.</summary>
    SocketOverrun,

    /// <summary>An event was larger than <see cref="AuditEvent.MaxBytes"/>; its further records were dropped.</summary>
    EventTooLarge,

    /// <summary>A message or line was no record.</summary>
    Malformed,

    /// <summary>Process accounting fell silent or skipped: deaths may be missing.</summary>
    Accounting,

    /// <summary>A table was full, and its oldest knowledge was dropped.</summary>
    TableFull,

    /// <summary>Whoever reads the output did not take the lines: how many of them.</summary>
    Output,

    /// <summary>The program was stopped (SIGTSTP) and received nothing meanwhile.</summary>
    Stopped,
}
