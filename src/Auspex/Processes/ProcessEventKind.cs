namespace Auspex.Processes;

/// <summary>What happened to a process.</summary>
internal enum ProcessEventKind
{
    /// <summary>It was found living when watching began.</summary>
    Snapshot = 0,

    /// <summary>It was made.</summary>
    Fork,

    /// <summary>It changed its image.</summary>
    Exec,

    /// <summary>It ended.</summary>
    Exit,
}
