namespace Auspex.Daemon.Logs;

/// <summary>How often and how long the log was flushed. Safe for any thread.</summary>
internal sealed class FlushTimes
{
    private readonly Lock guard = new();
    private long count;
    private TimeSpan sum;
    private TimeSpan max;

    /// <summary>Counts one flush.</summary>
    public void Add(TimeSpan took)
    {
        lock (guard)
        {
            count++;
            sum += took;
            if (took > max) max = took;
        }
    }

    /// <summary>All of them together.</summary>
    public (long Count, TimeSpan Sum, TimeSpan Max) Read()
    {
        lock (guard) return (count, sum, max);
    }
}
