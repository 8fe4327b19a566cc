using Auspex.Search;

namespace Auspex.Reports.Tallies;

/// <summary>Counts events for a report. Each thread has its own; in the end they are merged.</summary>
internal interface IReportTally
{
    /// <summary>Counts an event, if it belongs to the report.</summary>
    /// <param name="e">The event; valid for this call.</param>
    /// <param name="ordinal">Its number in the order of delivery: of values that came equally often, the one that came first stands first.</param>
    void Add(LogEvent e, long ordinal);

    /// <summary>Adds what another one of the same report counted, which is not used any more; the result does not depend on how the events were shared out.</summary>
    void Merge(IReportTally other);

    /// <summary>How often values came that are in no count, since there were too many different ones.</summary>
    long Uncounted { get; }
}
