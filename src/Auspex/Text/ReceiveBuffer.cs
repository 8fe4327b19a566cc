namespace Auspex.Text;

/// <summary>Bytes that arrive in pieces and are taken apart in others. Its room is fixed. Belongs to one thread.</summary>
/// <remarks>Receive into <see cref="GetRoom"/>, say how much with <see cref="Advance"/>, look at <see cref="Waiting"/>, and <see cref="Skip"/> what was taken.</remarks>
/// <param name="capacity">Bytes that wait at most.</param>
internal sealed class ReceiveBuffer(int capacity)
{
    private readonly byte[] bytes = new byte[capacity];
    private int start;
    private int end;

    /// <summary>What has arrived and was not taken; valid until the next <see cref="GetRoom"/>.</summary>
    public Span<byte> Waiting => bytes.AsSpan(start, end - start);

    /// <summary>Room for more, empty only when as much waits as can.</summary>
    public Span<byte> GetRoom()
    {
        if (start > 0)
        {
            Waiting.CopyTo(bytes);
            end -= start;
            start = 0;
        }

        return bytes.AsSpan(end);
    }

    /// <summary>Says that so many bytes were put into the room last given.</summary>
    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, bytes.Length - end);
        end += count;
    }

    /// <summary>Takes the first bytes that wait.</summary>
    public void Skip(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)count, (uint)(end - start), nameof(count));
        start += count;
    }

    /// <summary>Forgets what waits.</summary>
    public void Clear() => start = end = 0;
}
