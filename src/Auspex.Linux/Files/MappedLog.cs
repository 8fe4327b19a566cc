using Auspex.Archive;
using Auspex.Linux.Native;
using Auspex.Linux.Uapi;
using Auspex.Records;

namespace Auspex.Linux.Files;

/// <summary>A log in a file that nobody writes to, mapped into memory: all of it can be read at any time, by any thread.</summary>
/// <remarks>
/// Of any size that the address space holds. What is appended later is not seen. Were the file cut short while it is mapped, or a page of it
/// not given by the disk, the kernel would end us with SIGBUS: so files that somebody has open for writing are read as streams instead
/// (<see cref="WrittenFiles"/>), and what cannot be read is NULs here, and told. Source: mmap(2), madvise(2).
/// </remarks>
internal sealed unsafe partial class MappedLog : LogSource
{
    private readonly byte* start;
    private readonly int fd;
    private readonly byte[] probed; // for each part: not 0 once all its pages are known to be there
    private bool isMapped;
    private long position;

    private MappedLog(byte* start, long length, int fd)
    {
        this.start = start;
        this.fd = fd;
        Length = length;
        probed = new byte[(length + ProbedBytes - 1) / ProbedBytes];
        isMapped = true;
    }

    /// <summary>How many bytes it has.</summary>
    public long Length { get; }

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> Beginning => Slice(0, (int)Math.Min(Length, BeginningBytes));

    /// <inheritdoc/>
    public override LogRead Read(out LogBlock block)
    {
        while (position < Length)
        {
            var length = LengthOfLines(position, Math.Min(Length - position, BlockBytes));
            if (length == 0)
            {
                PassLongLine();
                continue;
            }

            block = new LogBlock(position, length);
            position += length;
            return LogRead.Block;
        }

        block = default;
        return LogRead.End;
    }

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> Slice(long position, int length)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((ulong)position, (ulong)Length, nameof(position));
        ArgumentOutOfRangeException.ThrowIfGreaterThan((ulong)length, (ulong)(Length - position), nameof(length));
        ObjectDisposedException.ThrowIf(!isMapped, this);
        Probe(position, length);
        return new ReadOnlySpan<byte>(start + position, length);
    }

    /// <summary>Reads into the room: what stays in the cache is there sooner than a page that is touched for the first time.</summary>
    /// <remarks>A look at all of 300 MB took 51 ms of the kernel's time through the mapping, most of it page faults.</remarks>
    public override ReadOnlySpan<byte> Copy(long position, Span<byte> room)
    {
        ObjectDisposedException.ThrowIf(!isMapped, this);
        fixed (byte* to = room)
        {
            return Libc.pread(fd, to, (nuint)room.Length, position) == room.Length ? room : Slice(position, room.Length);
        }
    }

    /// <inheritdoc/>
    public override bool TryHold(long maxBytes, out long length)
    {
        length = Length;
        return true;
    }

    /// <summary>Tells the kernel that the file will be read from the first byte to the last.</summary>
    public void WillReadInOrder() => _ = Libc.madvise(start, (nuint)Length, Mman.MADV_SEQUENTIAL);

    /// <summary>Tells the kernel that a part will be read soon; it begins to read it ahead.</summary>
    public void WillNeed(long position, long length)
    {
        var page = position & ~((long)Environment.SystemPageSize - 1);
        var end = Math.Min(Length, position + length);
        if (end > page) _ = Libc.madvise(start + page, (nuint)(end - page), Mman.MADV_WILLNEED);
    }

    /// <summary>Maps an open file, which is closed with the log; when it fails it stays the caller's.</summary>
    /// <param name="path">What it is called.</param>
    /// <param name="fd">The file.</param>
    /// <param name="id">Which file it is.</param>
    /// <param name="length">How long it is: more than 0.</param>
    /// <param name="errno">Why not; otherwise 0.</param>
    internal static MappedLog? TryMap(string path, int fd, LogFileId id, long length, out int errno)
    {
        var start = Libc.mmap(null, (nuint)length, Mman.PROT_READ, Mman.MAP_PRIVATE, fd, 0);
        errno = start == (byte*)-1 ? KernelErrors.Last : 0;
        return errno == 0 ? new MappedLog(start, length, fd) { Path = path, Id = id } : null;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (isMapped)
        {
            _ = Libc.munmap(start, (nuint)Length);
            _ = Libc.close(fd);
        }

        isMapped = false;
        base.Dispose(disposing);
    }

    /// <summary>How much of <paramref name="room"/> bytes, at most <see cref="LogSource.BlockBytes"/>, are whole lines; 0: a line too long.</summary>
    private int LengthOfLines(long from, long room)
    {
        if (from + room == Length) return (int)room;
        var length = LineEnd.LengthOfLines(Slice(from, (int)room));
        if (length > 0) return length;

        // No line ends in the block: one that is longer than it, but perhaps not too long.
        var more = Slice(from + room, (int)Math.Min(Length - from - room, MaxLineBytes - room + 1));
        var end = LineEnd.IndexIn(more);
        return end < 0 ? 0 : (int)room + end + 1;
    }

    private void PassLongLine()
    {
        LongLines++;
        while (position < Length)
        {
            var rest = Slice(position, (int)Math.Min(Length - position, BlockBytes));
            var end = LineEnd.IndexIn(rest);
            position += end < 0 ? rest.Length : end + 1;
            if (end >= 0) return;
        }
    }
}
