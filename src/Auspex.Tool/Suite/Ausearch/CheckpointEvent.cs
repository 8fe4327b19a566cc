using Auspex.Records;

namespace Auspex.Tool.Suite.Ausearch;

/// <summary>The identity of an event as a checkpoint keeps it.</summary>
/// <param name="Node">The node's name, or null.</param>
/// <param name="Stamp">Time and serial.</param>
/// <param name="Type">The number of the type of its first record.</param>
internal readonly record struct CheckpointEvent(ReadOnlyMemory<byte>? Node, EventStamp Stamp, uint Type)
{
    /// <summary>No event.</summary>
    internal static CheckpointEvent None => default;

    /// <summary>True when there is one.</summary>
    internal bool IsSome => Stamp.Seconds != 0;
}
