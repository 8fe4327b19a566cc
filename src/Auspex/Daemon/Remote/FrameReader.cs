using Auspex.Text;

namespace Auspex.Daemon.Remote;

/// <summary>Makes frames of what a peer sent, however it was cut. Holds one buffer that never grows.</summary>
/// <remarks>
/// Receive into <see cref="Room"/>, say how much with <see cref="Advance"/>, then <see cref="Read"/> until it needs more. Whatever comes,
/// after <see cref="FrameStep.NeedMore"/> there is room for more: the longest frame fits.
/// </remarks>
internal sealed class FrameReader
{
    /// <summary>Bytes that wait at most.</summary>
    public const int MaxBytes = 9 << 10;

    private readonly ReceiveBuffer buffer = new(MaxBytes);

    /// <summary>What waits; valid until the next use of <see cref="Room"/> or <see cref="Feed"/>.</summary>
    public ReadOnlySpan<byte> Waiting => buffer.Waiting;

    /// <summary>Where received bytes go. What <see cref="Read"/> gave out is no longer valid. Empty only before all frames have been read.</summary>
    public Span<byte> Room => buffer.GetRoom();

    /// <summary>Says that bytes have been put into <see cref="Room"/>.</summary>
    public void Advance(int count) => buffer.Advance(count);

    /// <summary>Takes bytes that lie elsewhere.</summary>
    /// <returns>How many were taken: fewer than there are where the buffer is full.</returns>
    public int Feed(ReadOnlySpan<byte> bytes)
    {
        var room = Room;
        var count = Math.Min(room.Length, bytes.Length);
        bytes[..count].CopyTo(room);
        buffer.Advance(count);
        return count;
    }

    /// <summary>Reads the next frame.</summary>
    /// <param name="header">The header; also of a frame that is too long.</param>
    /// <param name="body">The body, valid until the next use of <see cref="Room"/> or <see cref="Feed"/>.</param>
    public FrameStep Read(out FrameHeader header, out ReadOnlySpan<byte> body)
    {
        body = default;
        ReadOnlySpan<byte> bytes = buffer.Waiting;
        if (!FrameHeader.TryRead(bytes, out header))
        {
            var magic = FrameHeader.Magic;
            var seen = Math.Min(bytes.Length, magic.Length);
            return bytes[..seen].SequenceEqual(magic[..seen]) ? FrameStep.NeedMore : FrameStep.BadMagic;
        }

        if (header.IsTooLong) return FrameStep.TooLong;
        if (bytes.Length - FrameHeader.Size < header.Length) return FrameStep.NeedMore;
        body = bytes.Slice(FrameHeader.Size, header.Length);
        buffer.Skip(FrameHeader.Size + header.Length);
        return FrameStep.Frame;
    }

    /// <summary>After <see cref="FrameStep.BadMagic"/>: passes over everything up to a line end, and it.</summary>
    /// <returns>False when no line end is there yet; nothing has been passed over then.</returns>
    public bool SkipLine()
    {
        var line = buffer.Waiting.IndexOf((byte)'\n');
        if (line < 0) return false;
        buffer.Skip(line + 1);
        return true;
    }

    /// <summary>Forgets what waits, for a new connection.</summary>
    public void Clear() => buffer.Clear();
}
