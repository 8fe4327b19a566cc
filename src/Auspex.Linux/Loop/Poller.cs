using Auspex.Linux.Native;
using Auspex.Linux.Uapi;

namespace Auspex.Linux.Loop;

/// <summary>Waits until one of several descriptors has something to read. One thread at a time; allocates nothing.</summary>
/// <remarks>Source: poll(2).</remarks>
internal sealed unsafe class Poller
{
    /// <summary>The most descriptors that are watched.</summary>
    public const int MaxDescriptors = 16;

    private readonly pollfd[] watched = new pollfd[MaxDescriptors];
    private int count;

    /// <summary>Watches <paramref name="descriptor"/>, which stays the caller's.</summary>
    /// <returns>Its index for <see cref="IsReady"/>.</returns>
    public int Add(int descriptor)
    {
        if (count == MaxDescriptors) throw new InvalidOperationException("too many descriptors");
        watched[count] = new pollfd { fd = descriptor, events = Poll.POLLIN };
        return count++;
    }

    /// <summary>Watches another descriptor in place of the one at <paramref name="index"/>; a negative one is ignored.</summary>
    public void Replace(int index, int descriptor)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, count);
        watched[index].fd = descriptor;
    }

    /// <summary>Says what the descriptor at <paramref name="index"/> is watched for; an end or an error is always noticed.</summary>
    public void Watch(int index, bool forReading, bool forWriting)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, count);
        watched[index].events = (short)((forReading ? Poll.POLLIN : 0) | (forWriting ? Poll.POLLOUT : 0));
    }

    /// <summary>Whether the last <see cref="Wait"/> found that bytes can be written at <paramref name="index"/>.</summary>
    public bool IsWritable(int index) => (watched[index].revents & Poll.POLLOUT) != 0;

    /// <summary>Whether the last <see cref="Wait"/> found bytes to read, an end or an error at <paramref name="index"/>.</summary>
    public bool IsReadable(int index) => (watched[index].revents & ~Poll.POLLOUT) != 0;

    /// <summary>Waits.</summary>
    /// <param name="timeoutMilliseconds">How long at most; 0 not at all, negative for ever.</param>
    /// <returns>The number of descriptors with something to read, an error or an end; 0 when the time is over or a signal came.</returns>
    public int Wait(int timeoutMilliseconds) => PollCall.Wait(watched.AsSpan(0, count), timeoutMilliseconds, "wait for events");

    /// <summary>Whether the last <see cref="Wait"/> found something at <paramref name="index"/>: bytes, an end or an error.</summary>
    public bool IsReady(int index) => watched[index].revents != 0;

    /// <summary>Waits for time only.</summary>
    public static void Sleep(int milliseconds) => _ = Libc.poll(null, 0, milliseconds);
}
