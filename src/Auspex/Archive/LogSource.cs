using Auspex.Records;

namespace Auspex.Archive;

/// <summary>One log, opened: read block by block, and readable again by place as long as its bytes are held.</summary>
/// <remarks>
/// One thread reads and releases; any number may ask for slices of what is held. Positions count from the log's first byte; for a
/// compressed log, of what was compressed. Belongs to whoever opened it.
/// </remarks>
internal abstract class LogSource : IDisposable
{
    /// <summary>How large a block is at most, but for a single line that is longer, and for what <see cref="TryHold"/> has read.</summary>
    public const int BlockBytes = 1 << 20;

    /// <summary>Longer lines are passed over, and counted.</summary>
    public const int MaxLineBytes = RecordReader.MaxRecordBytes;

    /// <summary>How much of a log's beginning is looked at for its first time.</summary>
    public const int BeginningBytes = 16 << 10;

    /// <summary>What it is called in messages: its path.</summary>
    public required string Path { get; init; }

    /// <summary>Which file it is.</summary>
    public LogFileId Id { get; init; }

    /// <summary>Lines that were passed over since they are longer than <see cref="MaxLineBytes"/>.</summary>
    public long LongLines { get; protected set; }

    /// <summary>Why it ended before its end, or what of it could not be read; empty while all is well. Valid once it has ended.</summary>
    public string Problem { get; protected set; } = "";

    /// <summary>Bytes of memory held for slices, beyond the file itself.</summary>
    public virtual long HeldBytes => 0;

    /// <summary>The first bytes, at most <see cref="BeginningBytes"/>; does not read on. Valid until the first block is read.</summary>
    public abstract ReadOnlySpan<byte> Beginning { get; }

    /// <summary>Reads the next block.</summary>
    public abstract LogRead Read(out LogBlock block);

    /// <summary>Bytes of a block that was read and is held.</summary>
    public abstract ReadOnlySpan<byte> Slice(long position, int length);

    /// <summary>The same for one pass over them: where they are, or copied into <paramref name="room"/>, whichever is cheaper.</summary>
    public virtual ReadOnlySpan<byte> Copy(long position, Span<byte> room) => Slice(position, room.Length);

    /// <summary>Makes all of it readable by place at once, before anything is read; then it need not be read.</summary>
    /// <param name="maxBytes">How much memory that may take, beyond the file itself.</param>
    /// <param name="length">How many bytes it has; anything when false.</param>
    /// <returns>False when it is too large or not at its end yet; then it can still be read.</returns>
    public virtual bool TryHold(long maxBytes, out long length)
    {
        length = 0;
        return false;
    }

    /// <summary>Lets go of everything that was read, but for the blocks with bytes that are still needed.</summary>
    /// <param name="needed">Positions in ascending order.</param>
    public virtual void Release(ReadOnlySpan<long> needed)
    {
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Gives back what it holds.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }
}
