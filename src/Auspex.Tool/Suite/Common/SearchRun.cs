using Auspex.Archive;
using Auspex.Search;

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

    /// <summary>Takes the events, one after the other, in the order of ausearch.</summary>
    internal required IEventVisitor Visitor { get; init; }
}
