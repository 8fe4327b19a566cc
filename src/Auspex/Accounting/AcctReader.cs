namespace Auspex.Accounting;

/// <summary>Reads accounting records from bytes that come in pieces of any size: a file that grows. Owns its buffer.</summary>
/// <remarks>
/// Fill <see cref="GetSpace"/>, tell by <see cref="Advance"/> how much, then call <see cref="TryRead"/> until it is false. A record
/// cut by the end of a piece is kept until the rest comes. Blocks of 64 bytes that are no record are counted and skipped.
/// </remarks>
public sealed class AcctReader
{
    /// <summary>The buffer's size: 1024 records.</summary>
    public const int BufferBytes = 1024 * AcctRecord.SizeBytes;

    private readonly byte[] buffer = new byte[BufferBytes];
    private int start;
    private int end;

    /// <summary>Records read.</summary>
    public long Records { get; private set; }

    /// <summary>Blocks that hold a record of an older version.</summary>
    public long Older { get; private set; }

    /// <summary>Blocks that hold no record.</summary>
    public long Malformed { get; private set; }

    /// <summary>Bytes of a record whose rest has not come yet, and of records not read yet.</summary>
    public int PendingBytes => end - start;

    /// <summary>Room for more bytes; never empty once <see cref="TryRead"/> has returned false. Valid until the next call.</summary>
    public Span<byte> GetSpace()
    {
        if (start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            end -= start;
            start = 0;
        }

        return buffer.AsSpan(end);
    }

    /// <summary>Takes over the first <paramref name="count"/> bytes of the room last given.</summary>
    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, BufferBytes - end);
        end += count;
    }

    /// <summary>Forgets a record of which only a part has come: the file it would go on in is gone.</summary>
    public void DropPartial()
    {
        if (PendingBytes > 0) Malformed++;
        start = end = 0;
    }

    /// <summary>Reads the next record.</summary>
    /// <returns>False when the bytes end before or inside a record.</returns>
    public bool TryRead(out AcctRecord record)
    {
        while (end - start >= AcctRecord.SizeBytes)
        {
            var format = AcctRecord.Parse(buffer.AsSpan(start, AcctRecord.SizeBytes), out record);
            start += AcctRecord.SizeBytes;
            switch (format)
            {
                case AcctFormat.V3:
                    Records++;
                    return true;
                case AcctFormat.Older:
                    Older++;
                    break;
                default:
                    Malformed++;
                    break;
            }
        }

        record = default;
        return false;
    }
}
