using Auspex.Archive;
using Auspex.Search;
using Auspex.Search.Criteria;
using Auspex.Search.Engine;
using Auspex.Tables;

namespace Auspex.Tool.Suite.Common;

/// <summary>A search to be run by an engine: what is read, and what becomes of the events. The seam between the tools and the engines.</summary>
internal sealed class SearchRun
{
    /// <summary>The logs, oldest first, already narrowed to the range of time.</summary>
    internal required IReadOnlyList<LogSource> Logs { get; init; }

    /// <summary>Records outside of it are not looked at.</summary>
    internal TimeRange Range { get; init; } = TimeRange.All;

    /// <summary>The end of event timeout.</summary>
    internal int TimeoutSeconds { get; init; } = EventQueue.DefaultTimeoutSeconds;

    /// <summary>False where the same logs will be read again: events that may go on are left for then.</summary>
    internal bool IsForGood { get; init; } = true;

    /// <summary>Stands beside the reading.</summary>
    internal required LogWatch Watch { get; init; }

    /// <summary>Makes what takes the events one after the other, in the order of ausearch: for the plain engine.</summary>
    internal required Func<IEventVisitor> MakeVisitor { get; init; }

    /// <summary>Makes what one thread of the fast engine needs; null where events depend on those before them.</summary>
    internal Func<IEventWorker>? MakeWorker { get; init; }

    /// <summary>Takes what the workers made. There is one where there are workers.</summary>
    internal IBatchSink? Sink { get; init; }

    /// <summary>The log that was read last, once the plain engine has run.</summary>
    internal LogSource? Last { get; set; }

    /// <summary>What the selection needs in the text.</summary>
    internal IReadOnlyList<ByteRequirement> Required { get; init; } = [];

    /// <summary>Types of which each wanted event has one; empty for any.</summary>
    internal IReadOnlyCollection<RecordType> Types { get; init; } = [];
}
