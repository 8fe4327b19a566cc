namespace Auspex.Daemon.Remote;

/// <summary>A queue in a file that outlives the program, in the layout of audisp-remote: either can take over from the other.</summary>
/// <remarks>
/// The record is written before the header that counts it, so that a program killed between them leaves no half of a record.
/// Owns the file. Allocates nothing per record. Source: spec 8.5, the spool file.
/// </remarks>
internal sealed class SpoolQueue : ISendQueue
{
    /// <summary>The longest record, NUL not counted.</summary>
    public const int MaxRecordBytes = SpoolHeader.SlotBytes - 1;

    private const int EIO = 5;
    private const int EINVAL = 22;
    private const int ENOSPC = 28;

    private readonly ISpoolFile file;
    private readonly byte[] slot = new byte[SpoolHeader.SlotBytes];
    private readonly byte[] headerBytes = new byte[SpoolHeader.Bytes];
    private SpoolHeader header;
    private int heldLength = -1; // of the oldest record, in slot; negative when it is not there

    private SpoolQueue(ISpoolFile file, SpoolHeader header)
    {
        this.file = file;
        this.header = header;
        MaxCount = Count;
    }

    /// <inheritdoc/>
    public int Count => (int)header.Count;

    /// <inheritdoc/>
    public int MaxCount { get; private set; }

    /// <inheritdoc/>
    public int Depth => (int)header.Slots;

    /// <summary>Takes over a file.</summary>
    /// <param name="file">The file; owned from now on, also when it is refused.</param>
    /// <param name="depth">How many slots a new one gets; a file with content keeps its own.</param>
    /// <param name="errno">Why not: EINVAL for a file that is no good.</param>
    /// <param name="fault">What is wrong with it; empty otherwise.</param>
    /// <returns>Null when it is refused.</returns>
    public static SpoolQueue? Open(ISpoolFile file, int depth, out int errno, out string fault)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentOutOfRangeException.ThrowIfLessThan(depth, 1);
        fault = "";
        SpoolHeader header;
        if (file.Length == 0)
        {
            header = new SpoolHeader((uint)depth, 0, 0);
            errno = Create(file, header);
        }
        else
        {
            Span<byte> bytes = stackalloc byte[SpoolHeader.Bytes];
            errno = file.Read(0, bytes, out var count);
            if (!SpoolHeader.TryRead(bytes[..count], file.Length, out header, out fault) && errno == 0) errno = EINVAL;
        }

        if (errno == 0) return new SpoolQueue(file, header);
        file.Dispose();
        return null;
    }

    /// <summary>Copies all records to another queue, and keeps them.</summary>
    /// <returns>errno: ENOSPC when the other has no room for all.</returns>
    public int CopyTo(SpoolQueue other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (Count > other.Depth - other.Count) return ENOSPC;
        for (var i = 0u; i < header.Count; i++)
        {
            var errno = ReadSlot(i, out var length);
            if (errno == 0) errno = other.Append(slot.AsSpan(0, length));
            if (errno != 0) return errno;
        }

        return 0;
    }

    /// <inheritdoc/>
    public int Append(ReadOnlySpan<byte> line)
    {
        if (header.Count == header.Slots) return ENOSPC;
        if (line.Length > MaxRecordBytes) return EINVAL;
        heldLength = -1;
        line.CopyTo(slot);
        slot[line.Length] = 0;
        var errno = file.Write(header.OffsetOf(header.Count), slot.AsSpan(0, line.Length + 1));
        if (errno == 0) errno = Replace(header with { Count = header.Count + 1 });
        if (errno == 0 && Count > MaxCount) MaxCount = Count;
        return errno;
    }

    /// <inheritdoc/>
    public int Peek(out ReadOnlySpan<byte> line)
    {
        line = default;
        if (header.Count == 0) return 0;
        if (heldLength < 0)
        {
            var errno = ReadSlot(0, out var length);
            if (errno != 0) return errno;
            heldLength = length;
        }

        line = slot.AsSpan(0, heldLength);
        return 0;
    }

    /// <inheritdoc/>
    public int Drop()
    {
        if (header.Count == 0) return 0;
        heldLength = -1;
        return Replace(header with { Head = (header.Head + 1) % header.Slots, Count = header.Count - 1 });
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    private static int Create(ISpoolFile file, SpoolHeader header)
    {
        Span<byte> bytes = stackalloc byte[SpoolHeader.Bytes];
        header.Write(bytes);
        var errno = file.Reserve(header.FileBytes);
        return errno != 0 ? errno : file.Write(0, bytes);
    }

    private int Replace(SpoolHeader changed)
    {
        changed.Write(headerBytes);
        var errno = file.Write(0, headerBytes);
        if (errno == 0) header = changed;
        return errno;
    }

    /// <summary>Reads a record into <see cref="slot"/>. One without an end is cut at the end of its slot.</summary>
    private int ReadSlot(uint index, out int length)
    {
        heldLength = -1;
        var errno = file.Read(header.OffsetOf(index), slot, out length);
        if (errno != 0) return errno;
        if (length < slot.Length) return EIO;
        length = slot.AsSpan(0, MaxRecordBytes).IndexOf((byte)0);
        if (length < 0) length = MaxRecordBytes;
        return 0;
    }
}
