namespace Auspex.Processes;

/// <summary>What an event of the audit system, or a record of accounting, says about processes.</summary>
internal enum ProcessFactKind
{
    /// <summary>A call made a child: process or thread.</summary>
    Fork,

    /// <summary>The caller changed its image.</summary>
    Exec,

    /// <summary>exit(2): the calling thread ends.</summary>
    ExitThread,

    /// <summary>exit_group(2): the whole process ends.</summary>
    ExitGroup,

    /// <summary>ANOM_ABEND: a signal that dumps core is killing it.</summary>
    Abend,

    /// <summary>Accounting: it is dead.</summary>
    Death,
}
