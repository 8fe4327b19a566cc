namespace Auspex.Text;

/// <summary>A day and a time of day on the clock of some place.</summary>
/// <param name="Year">All four digits.</param>
/// <param name="Month">1 to 12.</param>
/// <param name="Day">1 to 31.</param>
/// <param name="Hour">0 to 23.</param>
/// <param name="Minute">0 to 59.</param>
/// <param name="Second">0 to 61.</param>
/// <remarks>The day may lie beyond its month, and the second beyond its minute: they count on from there, as in mktime(3).</remarks>
internal readonly record struct CalendarTime(int Year, int Month, int Day, int Hour, int Minute, int Second)
{
    private const int SecondsPerDay = 86_400;

    /// <summary>What the clocks of <paramref name="zone"/> show at <paramref name="seconds"/> since 1970-01-01 UTC.</summary>
    public static CalendarTime At(long seconds, TimeZoneInfo zone)
    {
        var time = DateTimeOffset.FromUnixTimeSeconds(seconds + OffsetAt(seconds, zone)).UtcDateTime;
        return new CalendarTime(time.Year, time.Month, time.Day, time.Hour, time.Minute, time.Second);
    }

    /// <summary>The same day at another time.</summary>
    public CalendarTime WithTimeOf(CalendarTime time) =>
        this with { Hour = time.Hour, Minute = time.Minute, Second = time.Second };

    /// <summary>The same day at 00:00:00.</summary>
    public CalendarTime Midnight => this with { Hour = 0, Minute = 0, Second = 0 };

    /// <summary>How many days after Sunday it is.</summary>
    public int DaysSinceSunday => (int)new DateTime(Year, Month, Day, 0, 0, 0, DateTimeKind.Utc).DayOfWeek;

    /// <summary>Seconds from 1970-01-01 00:00:00 on the same clock.</summary>
    public long ClockSeconds
    {
        get
        {
            var first = new DateTime(Year, Month, 1, 0, 0, 0, DateTimeKind.Utc);
            var days = ((first - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerDay) + Day - 1;
            return (days * SecondsPerDay) + (((Hour * 60) + Minute) * 60) + Second;
        }
    }

    /// <summary>When the clocks of <paramref name="zone"/> show this, in seconds since 1970-01-01 UTC.</summary>
    /// <remarks>
    /// Clocks set back show it twice: a start means the first time, an end the second, so that nothing is left out. Clocks set forward
    /// never show it: then it counts on from before.
    /// </remarks>
    public long ToSeconds(TimeZoneInfo zone, TimeBound bound)
    {
        var clock = ClockSeconds;
        var before = clock - OffsetAt(clock - SecondsPerDay, zone);
        var after = clock - OffsetAt(clock + SecondsPerDay, zone);
        var isBefore = before + OffsetAt(before, zone) == clock;
        var isAfter = after + OffsetAt(after, zone) == clock;
        if (isBefore && isAfter) return bound == TimeBound.Start ? Math.Min(before, after) : Math.Max(before, after);
        return isAfter ? after : before;
    }

    private static long OffsetAt(long seconds, TimeZoneInfo zone)
    {
        var time = DateTimeOffset.FromUnixTimeSeconds(Math.Clamp(seconds, -62_135_596_800, 253_402_300_799));
        return zone.GetUtcOffset(time).Ticks / TimeSpan.TicksPerSecond;
    }
}
