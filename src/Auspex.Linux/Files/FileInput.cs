using Auspex.Archive;
using Auspex.Linux.Native;
using Auspex.Linux.Uapi;

namespace Auspex.Linux.Files;

/// <summary>The bytes of an open file up to a size, read by read(2). It owns the descriptor.</summary>
internal sealed unsafe class FileInput : ByteInput
{
    private const int SEEK_SET = 0;
    private const int SEEK_CUR = 1;
    private const int MaxStepBytes = 1 << 20;

    private readonly UnreadParts unread = new();
    private int step = UnreadParts.PageBytes; // how much is passed over where the disk gives nothing
    private readonly bool isUnbounded;
    private int fd;
    private long left;

    /// <summary>An input over <paramref name="fd"/>.</summary>
    /// <param name="fd">The file, at its beginning.</param>
    /// <param name="sizeBytes">How much is read: what is appended meanwhile is not. 0: to the end, for files that have no size, as in /proc.</param>
    internal FileInput(int fd, long sizeBytes)
    {
        this.fd = fd;
        left = sizeBytes;
        isUnbounded = sizeBytes == 0;
    }

    /// <summary>Whether it goes on behind what the disk does not give, with one NUL in its place: for text, in which NUL ends a line.</summary>
    internal bool PassesOver { get; init; }

    /// <inheritdoc/>
    public override string Gap => unread.Text;

    /// <inheritdoc/>
    public override long ExpectedBytes => isUnbounded ? 0 : left;

    /// <inheritdoc/>
    public override int Read(Span<byte> room)
    {
        if (!isUnbounded && room.Length > left) room = room[..(int)left];
        if (room.IsEmpty || Problem.Length > 0) return 0;
        var count = ReadSome(fd, room, out var errno);
        if (count > 0) step = UnreadParts.PageBytes;
        if (errno == Errno.EIO && PassesOver && !isUnbounded && PassOver())
        {
            room[0] = 0;
            return 1;
        }

        if (count < 0) Problem = ErrorWords.Of(errno);
        else if (count == 0 && !isUnbounded) Problem = "it was cut short while it was read";
        left -= Math.Max(count, 0);
        return Math.Max(count, 0);
    }

    private bool PassOver()
    {
        var at = Libc.lseek(fd, 0, SEEK_CUR);
        var next = Math.Min((at + step) & -UnreadParts.PageBytes, at + left);
        if (at < 0 || Libc.lseek(fd, next, SEEK_SET) != next) return false;
        unread.Add(at, next - at, ErrorWords.Of(Errno.EIO));
        left -= next - at;
        step = Math.Min(step * 2, MaxStepBytes);
        return true;
    }

    /// <summary>read(2), again when a signal came.</summary>
    internal static int ReadSome(int fd, Span<byte> room, out int errno)
    {
        fixed (byte* start = room)
        {
            while (true)
            {
                var count = Libc.read(fd, start, (nuint)room.Length);
                errno = count < 0 ? KernelErrors.Last : 0;
                if (errno != Errno.EINTR) return (int)count;
            }
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (fd >= 0) _ = Libc.close(fd);
        fd = -1;
        base.Dispose(disposing);
    }
}
