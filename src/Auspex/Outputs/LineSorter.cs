namespace Auspex.Outputs;

/// <summary>Puts lines in order of time within a bounded delay. Lines of the same time keep their order.</summary>
/// <remarks>For replays: what accounting knows only to the second comes out later than what audit knows to the millisecond.</remarks>
public sealed class LineSorter
{
    private const int MaxLines = 1 << 16;
    private readonly PriorityQueue<byte[], (long Milliseconds, long Order)> lines = new();
    private readonly long delay;
    private long order;
    private long newest = long.MinValue;

    /// <summary>A sorter that holds each line until <paramref name="delay"/> has passed in time of the lines.</summary>
    public LineSorter(TimeSpan delay) => this.delay = (long)delay.TotalMilliseconds;

    /// <summary>Takes a line, and appends to <paramref name="output"/> what has waited long enough.</summary>
    public void Add(long milliseconds, ReadOnlySpan<byte> line, LineBuffer output)
    {
        ArgumentNullException.ThrowIfNull(output);
        newest = Math.Max(newest, milliseconds);
        lines.Enqueue(line.ToArray(), (milliseconds, order++));
        while (lines.TryPeek(out var first, out var key) && (key.Milliseconds < newest - delay || lines.Count > MaxLines))
        {
            lines.Dequeue();
            output.Append(first);
        }
    }

    /// <summary>Appends everything that still waits.</summary>
    public void Flush(LineBuffer output)
    {
        ArgumentNullException.ThrowIfNull(output);
        while (lines.TryDequeue(out var line, out _)) output.Append(line);
    }
}
