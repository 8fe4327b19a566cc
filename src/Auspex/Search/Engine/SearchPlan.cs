using Auspex.Search.Criteria;
using Auspex.Tables;

namespace Auspex.Search.Engine;

/// <summary>How logs are searched.</summary>
internal sealed record SearchPlan
{
    /// <summary>Records outside are not read. All by default.</summary>
    public TimeRange Range { get; init; } = TimeRange.All;

    /// <summary>auditd.conf(5), end_of_event_timeout, in seconds.</summary>
    public int TimeoutSeconds { get; init; } = EventQueue.DefaultTimeoutSeconds;

    /// <summary>What the selection needs in the text; when neither this nor <see cref="Types"/> says anything, everything is read.</summary>
    public IReadOnlyList<ByteRequirement> Required { get; init; } = [];

    /// <summary>Types of which each event that can match has at least one; empty for any.</summary>
    public IReadOnlyCollection<RecordType> Types { get; init; } = [];

    /// <summary>Is told now and then, on the calling thread, how many bytes have been read.</summary>
    public Action<long>? Progress { get; init; }

    /// <summary>Bytes that one thread looks at before it asks for more.</summary>
    public int BlockBytes { get; init; } = 2 << 20;

    /// <summary>Bytes that are looked at twice, and so should stay in the cache of one core.</summary>
    public int StripBytes { get; init; } = 128 << 10;

    /// <summary>Where hits stand closer together than this, in bytes, all of the log is read. At least 1.</summary>
    public int SparseBytes { get; init; } = 8 << 10;

    /// <summary>How many threads work, the reading one included. At least 1.</summary>
    public int Threads { get; init; } = Math.Max(Environment.ProcessorCount, 1);
}
