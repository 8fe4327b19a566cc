namespace Auspex.Outputs;

/// <summary>Puts lines in order of time within a bounded delay. Lines of the same time keep their order.</summary>
/// <remarks>What only accounting tells comes out a little later than what audit tells, and in a replay, up to a second.</remarks>
public sealed class LineSorter
{
    private const int MaxLines = 1 << 16;
    private const int MaxBytes = 32 << 20;
    private readonly PriorityQueue<(int Start, int Length), (long Milliseconds, long Order)> lines = new();
    private readonly long delay;
    private readonly List<((int Start, int Length) Line, (long Milliseconds, long Order) Key)> moved = [];
    private byte[] bytes = new byte[64 << 10];
    private byte[] other = new byte[64 << 10];
    private int end;
    private long order;
    private long newest = long.MinValue;

    /// <summary>A sorter that holds each line until <paramref name="delay"/> has passed in time of the lines.</summary>
    public LineSorter(TimeSpan delay) => this.delay = (long)delay.TotalMilliseconds;

    /// <summary>Takes a line, and appends to <paramref name="output"/> what has waited long enough.</summary>
    public void Add(long milliseconds, ReadOnlySpan<byte> line, LineBuffer output)
    {
        ArgumentNullException.ThrowIfNull(output);
        newest = Math.Max(newest, milliseconds);
        MakeRoom(line.Length, output);
        line.CopyTo(bytes.AsSpan(end));
        lines.Enqueue((end, line.Length), (milliseconds, order++));
        end += line.Length;
        while (lines.Count > MaxLines) Take(output);
        Release(newest - delay, output);
    }

    /// <summary>Appends the lines that are older than <paramref name="milliseconds"/>.</summary>
    public void Release(long milliseconds, LineBuffer output)
    {
        ArgumentNullException.ThrowIfNull(output);
        while (lines.TryPeek(out _, out var key) && key.Milliseconds < milliseconds) Take(output);
        if (lines.Count == 0) end = 0;
    }

    /// <summary>Appends everything that still waits.</summary>
    public void Flush(LineBuffer output) => Release(long.MaxValue, output);

    private void Take(LineBuffer output)
    {
        var (start, length) = lines.Dequeue();
        output.Append(bytes.AsSpan(start, length));
    }

    /// <summary>Lines lie one after another; when the room is used up, those that still wait move to the start of the other half.</summary>
    private void MakeRoom(int length, LineBuffer output)
    {
        if (end + length <= bytes.Length) return;
        var waiting = 0;
        foreach (var (line, _) in lines.UnorderedItems) waiting += line.Length;
        if (waiting + length > MaxBytes)
        {
            Flush(output);
            waiting = 0;
        }

        // A quarter of the room at least must be won, or moving would cost more than writing.
        var needed = (waiting + length) * 4L / 3;
        if (needed > other.Length) other = new byte[(needed + 0xFFFFF) & ~0xFFFFF];
        end = 0;
        foreach (var (line, key) in lines.UnorderedItems)
        {
            bytes.AsSpan(line.Start, line.Length).CopyTo(other.AsSpan(end));
            moved.Add(((end, line.Length), key));
            end += line.Length;
        }

        lines.Clear();
        lines.EnqueueRange(moved);
        moved.Clear();
        (bytes, other) = (other, bytes);
    }
}
