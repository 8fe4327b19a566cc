namespace Auspex.Search.Engine;

/// <summary>Where a batch is on its way.</summary>
internal enum BatchState
{
    /// <summary>The reading thread fills it.</summary>
    Filling,

    /// <summary>It waits for a worker.</summary>
    Waiting,

    /// <summary>A worker has it.</summary>
    Working,

    /// <summary>It waits to be delivered.</summary>
    Done,
}
