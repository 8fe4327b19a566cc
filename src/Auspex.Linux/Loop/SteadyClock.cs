namespace Auspex.Linux.Loop;

/// <summary>The time to wait by: begins as the wall clock shows, then goes on by a clock that nobody sets. Tells when the wall clock was set.</summary>
/// <remarks>
/// Stamps of records are the wall clock's. Whoever waits for "a moment after this stamp" waits for an hour where the clock is set back
/// by one; so stamps are brought to this time first. Sleep of the machine counts as time that passed. One thread at a time.
/// Source: clock_gettime(2), CLOCK_BOOTTIME.
/// </remarks>
internal sealed class SteadyClock
{
    /// <summary>The least difference that is a step: less is the time between reading two clocks, or a leap of less than a second.</summary>
    public const int MinStepMilliseconds = 500;

    private const int MaxReadingMilliseconds = 50;

    private readonly Func<long> wall;
    private readonly Func<long> steady;
    private readonly long origin;

    /// <summary>The machine's clocks.</summary>
    public SteadyClock()
        : this(() => Clock.RealtimeMilliseconds, () => Clock.BootMilliseconds)
    {
    }

    /// <summary>Clocks of a test.</summary>
    /// <param name="wall">The wall clock, in milliseconds since 1970-01-01 UTC.</param>
    /// <param name="steady">Milliseconds since some moment.</param>
    internal SteadyClock(Func<long> wall, Func<long> steady)
    {
        this.wall = wall;
        this.steady = steady;
        long before;
        do
        {
            before = steady();
            origin = wall() - before;
        }
        while (steady() - before > MaxReadingMilliseconds); // held up between the readings: a step would be seen that never was
    }

    /// <summary>The time, in milliseconds: never goes back, and agrees with the wall clock until that is set.</summary>
    public long Now => steady() + origin;

    /// <summary>By how much the wall clock is ahead of <see cref="Now"/>, as last noticed.</summary>
    public long Shift { get; private set; }

    /// <summary>What the wall clock shows now, as far as steps of it have been noticed.</summary>
    public long Wall => Now + Shift;

    /// <summary>Brings a time of the wall clock to this clock.</summary>
    public long FromWall(long milliseconds) => milliseconds - Shift;

    /// <summary>Looks whether the wall clock was set since last asked.</summary>
    /// <returns>By how many milliseconds; 0 when it was not.</returns>
    public long TakeStep()
    {
        var before = steady();
        var shown = wall();
        if (steady() - before > MaxReadingMilliseconds) return 0; // held up between the readings: they say nothing
        var step = shown - before - origin - Shift;
        if (Math.Abs(step) < MinStepMilliseconds) return 0;
        Shift += step;
        return step;
    }
}
