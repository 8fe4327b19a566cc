using System.Runtime.InteropServices;

namespace Auspex.Linux.Uapi;

/// <summary>linux/time.h.</summary>
internal static class Time
{
    internal const int CLOCK_REALTIME = 0;
    internal const int CLOCK_MONOTONIC = 1;
    internal const int CLOCK_REALTIME_COARSE = 5;
    internal const int CLOCK_MONOTONIC_COARSE = 6;
    internal const int CLOCK_BOOTTIME = 7;
}

/// <summary><c>struct timespec</c> on 64-bit machines.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct timespec
{
    internal long tv_sec;
    internal long tv_nsec;
}

/// <summary><c>struct tm</c> of glibc on 64-bit machines.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct tm
{
    internal int tm_sec;
    internal int tm_min;
    internal int tm_hour;
    internal int tm_mday;
    internal int tm_mon;
    internal int tm_year;
    internal int tm_wday;
    internal int tm_yday;
    internal int tm_isdst;
    internal long tm_gmtoff;
    internal byte* tm_zone;
}
