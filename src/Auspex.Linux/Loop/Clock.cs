using Auspex.Linux.Native;
using Auspex.Linux.Uapi;

namespace Auspex.Linux.Loop;

/// <summary>The kernel's clocks, in milliseconds. Source: clock_gettime(2).</summary>
internal static class Clock
{
    /// <summary>Wall clock: since 1970-01-01 UTC.</summary>
    public static long RealtimeMilliseconds => Read(Time.CLOCK_REALTIME) / 1_000_000;

    /// <summary>Wall clock as of the last timer tick (1 to 10 ms late), which is what audit stamps its events with.</summary>
    public static long CoarseRealtimeMilliseconds => Read(Time.CLOCK_REALTIME_COARSE) / 1_000_000;

    /// <summary>Since some moment; never goes back, and stands while the machine sleeps.</summary>
    public static long MonotonicMilliseconds => Read(Time.CLOCK_MONOTONIC) / 1_000_000;

    /// <summary>The same in nanoseconds.</summary>
    public static long MonotonicNanoseconds => Read(Time.CLOCK_MONOTONIC);

    /// <summary>Since boot, sleep included.</summary>
    public static long BootMilliseconds => Read(Time.CLOCK_BOOTTIME) / 1_000_000;

    /// <summary>How long one of the kernel's ticks (1/HZ) is, in nanoseconds: 1, 4 or 10 ms as a rule.</summary>
    public static unsafe long TickNanoseconds
    {
        get
        {
            timespec tick;
            return Libc.clock_getres(Time.CLOCK_MONOTONIC_COARSE, &tick) == 0 && tick.tv_nsec > 0 ? tick.tv_nsec : 10_000_000;
        }
    }

    private static unsafe long Read(int clock)
    {
        timespec now;
        return Libc.clock_gettime(clock, &now) == 0 ? (now.tv_sec * 1_000_000_000) + now.tv_nsec : 0;
    }
}
