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
