namespace Auspex.Processes;

/// <summary>What a number returned by clone3 turned out to be.</summary>
internal enum TaskKind
{
    /// <summary>Nothing of that number lives (any more).</summary>
    Gone = 0,

    /// <summary>A process: its thread group has that number.</summary>
    Process,

    /// <summary>A further thread of some process.</summary>
    Thread,
}
