using System.Runtime.InteropServices;

namespace Auspex.Linux.Daemon;

/// <summary>The bounded queue from the receiver to the writer: blocks of records. One thread puts, one takes.</summary>
/// <remarks>
/// The answer to "full": the receiver waits. What then comes stays in its socket, and behind that in the kernel's backlog, where
/// the makers of events are slowed and nothing is lost unsaid. Of the blocks the one used last is used first, so that memory which
/// no storm needed is never touched.
/// </remarks>
internal sealed class BlockQueue : IDisposable
{
    /// <summary>Bytes of a block.</summary>
    internal const int BlockBytes = 256 << 10;

    /// <summary>How many blocks there are.</summary>
    internal const int Blocks = 16;

    private readonly Lock guard = new();
    private readonly Queue<(byte[] Block, int Length)> filled = new(Blocks);
    private readonly Stack<byte[]> free = new(Blocks);
    private readonly AutoResetEvent ready = new(false);
    private readonly AutoResetEvent room = new(false);
    private int made;
    private bool isClosed;

    /// <summary>Blocks that wait for the writer.</summary>
    internal int Count
    {
        get
        {
            lock (guard) return filled.Count;
        }
    }

    /// <summary>The most that ever waited.</summary>
    internal int MaxCount { get; private set; }

    /// <summary>Times that the receiver found no room and waited.</summary>
    internal long Waits { get; private set; }

    /// <summary>True once the receiver has ended and all it put is taken.</summary>
    internal bool IsDrained
    {
        get
        {
            lock (guard) return isClosed && filled.Count == 0;
        }
    }

    /// <summary>For the receiver: an empty block, waited for.</summary>
    internal byte[] Rent()
    {
        var hasWaited = false;
        while (true)
        {
            lock (guard)
            {
                if (free.TryPop(out var block)) return block;
                if (made < Blocks)
                {
                    made++;
                    return GC.AllocateUninitializedArray<byte>(BlockBytes, pinned: false);
                }

                if (!hasWaited) Waits++;
                hasWaited = true;
            }

            _ = room.WaitOne(100);
        }
    }

    /// <summary>For the receiver: hands a block to the writer.</summary>
    internal void Put(byte[] block, int length)
    {
        lock (guard)
        {
            filled.Enqueue((block, length));
            MaxCount = Math.Max(MaxCount, filled.Count);
        }

        _ = ready.Set();
    }

    /// <summary>For the receiver: no more comes.</summary>
    internal void Close()
    {
        lock (guard) isClosed = true;
        _ = ready.Set();
    }

    /// <summary>For the writer: waits for a block.</summary>
    internal bool TryTake(int milliseconds, out byte[] block, out int length)
    {
        if (TryTake(out block, out length)) return true;
        _ = ready.WaitOne(milliseconds);
        return TryTake(out block, out length);
    }

    /// <summary>For the writer: gives a block back.</summary>
    internal void Return(byte[] block)
    {
        lock (guard) free.Push(block);
        _ = room.Set();
    }

    /// <summary>Wakes the writer without a block.</summary>
    internal void Wake() => ready.Set();

    /// <inheritdoc/>
    public void Dispose()
    {
        ready.Dispose();
        room.Dispose();
    }

    /// <summary>Reads the first record of <paramref name="bytes"/> and steps over it.</summary>
    internal static bool TryRead(ref ReadOnlySpan<byte> bytes, out Tables.RecordType type, out ReadOnlySpan<byte> payload)
    {
        if (bytes.Length < sizeof(int))
        {
            type = default;
            payload = default;
            return false;
        }

        var word = MemoryMarshal.Read<uint>(bytes);
        type = (Tables.RecordType)(word >> 16);
        var length = (int)(word & 0xFFFF);
        payload = bytes.Slice(sizeof(int), length);
        bytes = bytes[(sizeof(int) + length)..];
        return true;
    }

    private bool TryTake(out byte[] block, out int length)
    {
        lock (guard)
        {
            var isThere = filled.TryDequeue(out var first);
            (block, length) = first;
            return isThere;
        }
    }
}
