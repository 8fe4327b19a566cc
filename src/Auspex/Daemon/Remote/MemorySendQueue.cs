using System.Buffers.Binary;
using Auspex.Daemon.Queues;

namespace Auspex.Daemon.Remote;

/// <summary>A queue in memory: what is in it goes with the program. A ring that grows with what waits, up to its depth.</summary>
internal sealed class MemorySendQueue : ISendQueue
{
    private const int ENOSPC = 28;
    private const int LengthBytes = 4;
    private const int LeastBytes = 64 << 10;
    private const int KeptBytes = 1 << 20;

    private byte[] ring = new byte[LeastBytes];
    private byte[] straight = new byte[SpoolHeader.SlotBytes]; // the oldest record where it is cut by the end of the ring
    private int head;
    private int used;

    /// <summary>An empty queue.</summary>
    /// <param name="depth">The most records it holds.</param>
    public MemorySendQueue(int depth) => Depth = depth;

    /// <inheritdoc/>
    public int Count { get; private set; }

    /// <inheritdoc/>
    public int MaxCount { get; private set; }

    /// <inheritdoc/>
    public int Depth { get; }

    /// <inheritdoc/>
    public int Append(ReadOnlySpan<byte> line)
    {
        var needed = line.Length + LengthBytes;
        if (Count == Depth || !TryMakeRoom(needed)) return ENOSPC;
        Span<byte> length = stackalloc byte[LengthBytes];
        BinaryPrimitives.WriteInt32LittleEndian(length, line.Length);
        RingBytes.Put(ring, (long)head + used, length);
        RingBytes.Put(ring, (long)head + used + LengthBytes, line);
        used += needed;
        if (++Count > MaxCount) MaxCount = Count;
        return 0;
    }

    /// <inheritdoc/>
    public int Peek(out ReadOnlySpan<byte> line)
    {
        line = default;
        if (Count == 0) return 0;
        var start = (int)(((long)head + LengthBytes) % ring.Length);
        var length = HeadLength();
        if (start + length <= ring.Length)
        {
            line = ring.AsSpan(start, length);
            return 0;
        }

        if (straight.Length < length) straight = new byte[length];
        RingBytes.Get(ring, (long)head + LengthBytes, straight.AsSpan(0, length));
        line = straight.AsSpan(0, length);
        return 0;
    }

    /// <inheritdoc/>
    public int Drop()
    {
        if (Count == 0) return 0;
        var taken = LengthBytes + HeadLength();
        head = (int)(((long)head + taken) % ring.Length);
        used -= taken;
        if (--Count == 0 && ring.Length > KeptBytes)
        {
            ring = new byte[LeastBytes]; // a storm is over
            head = used = 0;
        }

        return 0;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // memory only
    }

    private int HeadLength()
    {
        Span<byte> length = stackalloc byte[LengthBytes];
        RingBytes.Get(ring, head, length);
        return BinaryPrimitives.ReadInt32LittleEndian(length);
    }

    private bool TryMakeRoom(int needed)
    {
        if (needed <= ring.Length - used) return true;
        var size = (long)ring.Length;
        while (size - used < needed) size *= 2;
        if (size > Array.MaxLength) return false;
        var grown = new byte[size];
        RingBytes.Get(ring, head, grown.AsSpan(0, used));
        ring = grown;
        head = 0;
        return true;
    }
}
