namespace Auspex.Processes;

/// <summary>How a process ended.</summary>
internal enum ProcessEndKind
{
    /// <summary>It ended, and nothing says how.</summary>
    Unknown = 0,

    /// <summary>By exit or exit_group, or by returning from main.</summary>
    Code,

    /// <summary>By a signal.</summary>
    Signal,
}
