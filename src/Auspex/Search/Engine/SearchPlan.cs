namespace Auspex.Search.Engine;

/// <summary>How logs are searched.</summary>
public sealed record SearchPlan
{
    /// <summary>Records outside are not read. All by default.</summary>
    public TimeRange Range { get; init; } = TimeRange.All;

    /// <summary>auditd.conf(5), end_of_event_timeout, in seconds.</summary>
    public int TimeoutSeconds { get; init; } = EventQueue.DefaultTimeoutSeconds;

    /// <summary>What the selection needs in the text; when there is nothing, everything is read.</summary>
    public IReadOnlyList<RequiredBytes> Required { get; init; } = [];

    /// <summary>Bytes that one thread looks at before it asks for more.</summary>
    public int BlockBytes { get; init; } = 2 << 20;

    /// <summary>How many threads work, the reading one included. At least 1.</summary>
    public int Threads { get; init; } = Math.Max(Environment.ProcessorCount, 1);
}
