namespace Auspex.Search.Times;

/// <summary>What time it is, and since when the machine runs.</summary>
internal interface IMachineTime
{
    /// <summary>Now, in seconds since 1970-01-01 UTC.</summary>
    long NowSeconds { get; }

    /// <summary>Reads for how long the machine has run.</summary>
    /// <param name="seconds">In seconds, sleep included.</param>
    /// <param name="reason">Why not, in the words of strerror(3); otherwise empty.</param>
    bool TryReadUptime(out double seconds, out string reason);
}
