using Auspex.Reports.Tallies;
using Auspex.Search.Engine;

namespace Auspex.Reports;

/// <summary>Counts on one thread.</summary>
internal sealed class TallyWorker(IReportTally tally) : IEventWorker
{
    /// <inheritdoc/>
    public void Work(EventBatch batch)
    {
        var ordinal = batch.FirstOrdinal;
        foreach (var e in batch.Events) tally.Add(e, ordinal++);
    }
}
