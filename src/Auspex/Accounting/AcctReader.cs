using Auspex.Text;

namespace Auspex.Accounting;

/// <summary>Reads accounting records from bytes that come in pieces of any size: a file that grows. Owns its buffer.</summary>
/// <remarks>
/// Fill <see cref="GetSpace"/>, tell by <see cref="Advance"/> how much, then call <see cref="TryRead"/> until it is false. A record
/// cut by the end of a piece is kept until the rest comes. Blocks of 64 bytes that are no record are counted and skipped.
/// </remarks>
internal sealed class AcctReader
{
    /// <summary>The buffer's size: 1024 records.</summary>
    public const int BufferBytes = 1024 * AcctRecord.SizeBytes;

    private readonly byte[] last = new byte[AcctRecord.SizeBytes];
    private readonly ReceiveBuffer buffer = new(BufferBytes);

    /// <summary>Records read.</summary>
    public long Records { get; private set; }

    /// <summary>Blocks that hold a record of an older version.</summary>
    public long Older { get; private set; }

    /// <summary>Blocks that hold no record.</summary>
    public long Malformed { get; private set; }

    /// <summary>The bytes of the record read last.</summary>
    public ReadOnlySpan<byte> LastRecord => last;

    /// <summary>Bytes of a record whose rest has not come yet, and of records not read yet.</summary>
    public int PendingBytes => buffer.Waiting.Length;

    /// <summary>Room for more bytes; never empty once <see cref="TryRead"/> has returned false. Valid until the next call.</summary>
    public Span<byte> GetSpace() => buffer.GetRoom();

    /// <summary>Takes over the first <paramref name="count"/> bytes of the room last given.</summary>
    public void Advance(int count) => buffer.Advance(count);

    /// <summary>Forgets a record of which only a part has come: the file it would go on in is gone.</summary>
    public void DropPartial()
    {
        if (PendingBytes > 0) Malformed++;
        buffer.Clear();
    }

    /// <summary>Reads the next record.</summary>
    /// <returns>False when the bytes end before or inside a record.</returns>
    public bool TryRead(out AcctRecord record)
    {
        while (buffer.Waiting.Length >= AcctRecord.SizeBytes)
        {
            buffer.Waiting[..AcctRecord.SizeBytes].CopyTo(last);
            var format = AcctRecord.Parse(last, out record);
            buffer.Skip(AcctRecord.SizeBytes);
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
