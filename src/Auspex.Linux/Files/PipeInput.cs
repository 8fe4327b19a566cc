using Auspex.Archive;
using Auspex.Linux.Native;
using Auspex.Linux.Uapi;

namespace Auspex.Linux.Files;

/// <summary>The bytes of a pipe or a device, as they come.</summary>
/// <remarks>Source: poll(2); spec 1.1.2 for the silence.</remarks>
internal sealed unsafe class PipeInput : ByteInput
{
    private readonly int silenceMilliseconds;
    private readonly bool ownsDescriptor;
    private int fd;

    /// <summary>An input over <paramref name="fd"/>.</summary>
    /// <param name="fd">The pipe.</param>
    /// <param name="silenceMilliseconds">How long it must say nothing to count as silent; negative: it never does.</param>
    /// <param name="ownsDescriptor">True to close it in the end.</param>
    internal PipeInput(int fd, int silenceMilliseconds, bool ownsDescriptor)
    {
        this.fd = fd;
        this.silenceMilliseconds = silenceMilliseconds;
        this.ownsDescriptor = ownsDescriptor;
    }

    /// <inheritdoc/>
    public override bool IsLive => true;

    /// <inheritdoc/>
    public override int Read(Span<byte> room)
    {
        if (Problem.Length > 0) return 0;
        while (true)
        {
            var watched = new pollfd { fd = fd, events = Poll.POLLIN };
            var ready = Libc.poll(&watched, 1, silenceMilliseconds);
            if (ready == 0) return Silence;
            if (ready < 0 && KernelErrors.Last == Errno.EINTR) continue;
            var count = FileInput.ReadSome(fd, room, out var errno);
            if (count >= 0) return count;
            if (errno == Errno.EAGAIN) continue;
            Problem = ErrorWords.Of(errno);
            return 0;
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (ownsDescriptor && fd >= 0) _ = Libc.close(fd);
        fd = -1;
        base.Dispose(disposing);
    }
}
