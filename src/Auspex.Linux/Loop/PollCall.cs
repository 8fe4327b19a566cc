using Auspex.Linux.Native;
using Auspex.Linux.Uapi;

namespace Auspex.Linux.Loop;

/// <summary>poll(2), for those who keep lists of descriptors.</summary>
internal static unsafe class PollCall
{
    /// <summary>Waits until something happens at one of them.</summary>
    /// <param name="watched">The descriptors, and what is waited for; takes what happened.</param>
    /// <param name="timeoutMilliseconds">How long at most; 0 not at all, negative for ever.</param>
    /// <param name="purpose">For the message of a failure: "wait for events".</param>
    /// <returns>At how many something happened; 0 when the time is over or a signal came.</returns>
    internal static int Wait(Span<pollfd> watched, int timeoutMilliseconds, string purpose)
    {
        fixed (pollfd* start = watched)
        {
            var ready = Libc.poll(start, (nuint)watched.Length, timeoutMilliseconds);
            if (ready >= 0) return ready;
        }

        var errno = KernelErrors.Last;
        if (errno != Errno.EINTR) KernelErrors.Throw(purpose, errno);
        foreach (ref var one in watched) one.revents = 0;
        return 0;
    }
}
