using Auspex.Archive;
using Auspex.Search.Engine;

namespace Auspex.Search.Sources;

/// <summary>Several logs as one text: they follow each other in the order in which they are read. The logs stay their owner's.</summary>
/// <remarks>One thread reads and releases; any number may ask for slices.</remarks>
internal sealed class LogChain : LogText
{
    private readonly IReadOnlyList<LogSource> logs;
    private readonly long[] starts;
    private readonly List<long> own = [];
    private int current;
    private long end; // of what was read

    /// <summary>A text over <paramref name="logs"/>, oldest first.</summary>
    public LogChain(IReadOnlyList<LogSource> logs)
    {
        ArgumentNullException.ThrowIfNull(logs);
        this.logs = logs;
        starts = new long[logs.Count];
    }

    /// <summary>The log that is being read, or the last one; null when there is none.</summary>
    public LogSource? Current => logs.Count == 0 ? null : logs[Math.Min(current, logs.Count - 1)];

    /// <summary>Bytes of memory held for slices, beyond the files themselves.</summary>
    public long HeldBytes
    {
        get
        {
            var sum = 0L;
            for (var i = 0; i <= Math.Min(current, logs.Count - 1); i++) sum += logs[i].HeldBytes;
            return sum;
        }
    }

    /// <summary>
    /// Makes all of the logs readable by place at once, so that <see cref="FastSearch"/> can search them; then they need not be read.
    /// </summary>
    /// <param name="maxBytes">How much memory that may take together, beyond the files themselves.</param>
    /// <param name="spans">The logs that have bytes, as parts of this text.</param>
    /// <returns>False when one is a pipe or too large: then they can still be read one block after the other.</returns>
    public bool TryHold(long maxBytes, out IReadOnlyList<LogSpan> spans)
    {
        var parts = new List<LogSpan>();
        spans = parts;
        var position = 0L;
        for (var i = 0; i < logs.Count; i++)
        {
            if (!logs[i].TryHold(maxBytes, out var length)) return false;
            maxBytes -= logs[i].HeldBytes;
            Volatile.Write(ref starts[i], position);
            if (length > 0) parts.Add(new LogSpan(position, length));
            position += length;
        }

        current = logs.Count;
        return true;
    }

    /// <summary>Reads the next block.</summary>
    public LogRead Read(out LogBlock block)
    {
        block = default;
        while (current < logs.Count)
        {
            var read = logs[current].Read(out var found);
            if (read == LogRead.Block)
            {
                block = new LogBlock(starts[current] + found.Position, found.Length);
                end = block.Position + block.Length;
                return read;
            }

            if (read == LogRead.Silence) return read;
            if (current + 1 < logs.Count) Volatile.Write(ref starts[current + 1], end);
            current++;
        }

        return LogRead.End;
    }

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> Slice(long position, int length)
    {
        var index = IndexOf(position);
        return logs[index].Slice(position - starts[index], length);
    }

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> Copy(long position, Span<byte> room)
    {
        var index = IndexOf(position);
        return logs[index].Copy(position - starts[index], room);
    }

    /// <summary>Lets go of everything that was read, but for the blocks with bytes that are still needed.</summary>
    /// <param name="needed">Positions in ascending order.</param>
    public void Release(ReadOnlySpan<long> needed)
    {
        for (var i = 0; i <= Math.Min(current, logs.Count - 1); i++)
        {
            if (logs[i].HeldBytes == 0) continue;
            own.Clear();
            var next = i < current && i + 1 < logs.Count ? starts[i + 1] : long.MaxValue;
            foreach (var position in needed)
            {
                if (position >= starts[i] && position < next) own.Add(position - starts[i]);
            }

            logs[i].Release(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(own));
        }
    }

    /// <summary>The log that holds a position that was read: the last one that begins at it or before and has bytes.</summary>
    private int IndexOf(long position)
    {
        if (logs.Count == 1) return 0;
        var (low, high) = (0, Math.Min(current, logs.Count - 1));
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (Volatile.Read(ref starts[middle]) <= position) low = middle;
            else high = middle - 1;
        }

        return low;
    }
}
