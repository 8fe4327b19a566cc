namespace Auspex.Events;

/// <summary>The time of one node, as its records tell it: the newest stamp, and what passes in silence after that.</summary>
/// <remarks>
/// A stamp is the time at which a system call began, but the serial is drawn when it ends: a call that blocked for an hour has an
/// old stamp between new ones. So time goes back only when every record for a while says so; then the clock was set.
/// </remarks>
internal sealed class StreamClock(long window)
{
    /// <summary>How much out of order a log is written, in milliseconds: the time that auditd.conf(5) gives an event, end_of_event_timeout.</summary>
    internal const long LogWindow = 2000;

    /// <summary>After so many old stamps in a row the clock was set back.</summary>
    internal const int MaxBehind = 16;

    private bool hasBegun;
    private int behind;
    private long behindNewest;
    private bool hasRecords; // since the last Advance
    private long offset; // of this clock from the caller's

    /// <summary>Milliseconds since 1970-01-01 UTC.</summary>
    internal long Now { get; private set; }

    /// <summary>True for a time that a record of the present can hardly have: more than the window, and a second, ahead.</summary>
    internal bool IsFarAhead(long milliseconds) => hasBegun && milliseconds - Now > Math.Max(window, 1000);

    /// <summary>Takes the time of a record.</summary>
    /// <returns>True when the clock turns out to have been set back.</returns>
    internal bool Take(long milliseconds)
    {
        hasRecords = true;
        if (milliseconds >= Now || !hasBegun)
        {
            hasBegun = true;
            Now = milliseconds;
            behind = 0;
            return false;
        }

        if (Now - milliseconds <= window)
        {
            behind = 0;
            return false;
        }

        behindNewest = behind == 0 ? milliseconds : Math.Max(behindNewest, milliseconds);
        if (++behind < MaxBehind) return false;
        behind = 0;
        Now = behindNewest;
        return true;
    }

    /// <summary>The caller's clock shows <paramref name="wall"/>: what passed since it was told last counts if no record came.</summary>
    /// <remarks>Only differences are used, since the node's clock may be wrong, and records may have waited.</remarks>
    internal void Advance(long wall)
    {
        if (hasRecords || wall < Now - offset) offset = Now - wall;
        else Now = wall + offset;
        hasRecords = false;
    }
}
