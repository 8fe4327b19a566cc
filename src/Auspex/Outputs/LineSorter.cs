using Auspex.Text;

namespace Auspex.Outputs;

/// <summary>Puts lines in order of time within a bounded delay. Lines of the same time keep their order.</summary>
/// <remarks>
/// What only accounting tells comes out a little later than what audit tells, and in a replay, up to a second. Lines lie in blocks that
/// are used again once all of theirs have gone: they come nearly in order, so that blocks empty one after the other.
/// </remarks>
internal sealed class LineSorter
{
    private const int MaxLines = 1 << 16;
    private const int MaxBytes = 8 << 20;
    private const int BlockBytes = 64 << 10; // small enough to stay out of the heap of large objects, which is seldom collected
    private const int MaxSpare = 16;

    private readonly PriorityQueue<(LineBlock Block, int Start, int Length), (long Milliseconds, long Order)> lines = new();
    private readonly Stack<LineBlock> spare = new();
    private readonly long delay;
    private LineBlock current = new(BlockBytes);
    private int held = BlockBytes;
    private long order;
    private long newest = long.MinValue;

    /// <summary>A sorter that holds each line until <paramref name="delay"/> has passed in time of the lines.</summary>
    public LineSorter(TimeSpan delay) => this.delay = (long)delay.TotalMilliseconds;

    /// <summary>Takes a line, and appends to <paramref name="output"/> what has waited long enough.</summary>
    public void Add(long milliseconds, ReadOnlySpan<byte> line, ByteBuffer output)
    {
        ArgumentNullException.ThrowIfNull(output);
        newest = Math.Max(newest, milliseconds);
        var block = BlockFor(line.Length, output);
        lines.Enqueue((block, block.Add(line), line.Length), (milliseconds, order++));
        while (lines.Count > MaxLines) Take(output);
        Release(newest - delay, output);
    }

    /// <summary>Appends the lines that are older than <paramref name="milliseconds"/>.</summary>
    public void Release(long milliseconds, ByteBuffer output)
    {
        ArgumentNullException.ThrowIfNull(output);
        while (lines.TryPeek(out _, out var key) && key.Milliseconds < milliseconds) Take(output);
    }

    /// <summary>Appends everything that still waits.</summary>
    public void Flush(ByteBuffer output) => Release(long.MaxValue, output);

    private void Take(ByteBuffer output)
    {
        var (block, start, length) = lines.Dequeue();
        if (block.Take(start, length, output) || ReferenceEquals(block, current)) return;
        held -= block.Length;
        if (block.Length == BlockBytes && spare.Count < MaxSpare) spare.Push(block);
    }

    /// <summary>A block with room for a line: the current one, a further one, or for a huge line one of its own.</summary>
    private LineBlock BlockFor(int length, ByteBuffer output)
    {
        if (length <= current.Room) return current;
        var size = Math.Max(length, BlockBytes);
        if (held + size > MaxBytes) Flush(output);
        if (length <= current.Room) return current;
        held += size;
        if (size > BlockBytes) return new LineBlock(size);
        return current = spare.Count > 0 ? spare.Pop() : new LineBlock(BlockBytes);
    }
}
