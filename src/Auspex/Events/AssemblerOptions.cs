using Auspex.Tables;

namespace Auspex.Events;

/// <summary>How long the assembler waits, and what it keeps.</summary>
internal sealed record AssemblerOptions
{
    /// <summary>How long an unfinished event, or a missing one, may hold up others, in time of the records. Default 2 s, as in auditd.conf(5).</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromMilliseconds(StreamClock.LogWindow);

    /// <summary>How many serials ahead of the oldest waited-for one are held. A power of two; default 4096.</summary>
    public int MaxAhead { get; init; } = 4096;

    /// <summary>The most bytes of memory in waiting events, of all nodes, before some are given up. Default 16 MiB.</summary>
    public int MaxHeldBytes { get; init; } = 16 << 20;

    /// <summary>How many nodes are told apart; a further one ends the least recently heard. Default 256.</summary>
    public int MaxNodes { get; init; } = 256;

    /// <summary>Types to keep, others only count for order and completeness; null keeps all.</summary>
    public Func<RecordType, bool>? Keep { get; init; }
}
