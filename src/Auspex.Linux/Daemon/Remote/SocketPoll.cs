using Auspex.Linux.Loop;
using Auspex.Linux.Uapi;

namespace Auspex.Linux.Daemon.Remote;

/// <summary>Waits for many sockets; the list is made anew for each wait, in memory that is kept.</summary>
/// <remarks>Source: poll(2).</remarks>
internal sealed class SocketPoll
{
    private pollfd[] watched = new pollfd[64];
    private int count;

    /// <summary>Begins a new list.</summary>
    internal void Clear() => count = 0;

    /// <summary>Watches a descriptor, which stays the caller's.</summary>
    /// <returns>Its index for <see cref="IsReady"/>.</returns>
    internal int Add(int descriptor, bool reads, bool writes)
    {
        if (count == watched.Length) Array.Resize(ref watched, 2 * count);
        watched[count] = new pollfd { fd = descriptor, events = (short)((reads ? Poll.POLLIN : 0) | (writes ? Poll.POLLOUT : 0)) };
        return count++;
    }

    /// <summary>Waits until something is ready, or so many milliseconds; a signal ends it early.</summary>
    internal void Wait(int milliseconds) => PollCall.Wait(watched.AsSpan(0, count), milliseconds, "wait for senders");

    /// <summary>Whether there is something to read or room to write, an end or an error.</summary>
    internal bool IsReady(int index) => watched[index].revents != 0;
}
