using Auspex.Search.Engine;

namespace Auspex.Reports;

/// <summary>Works for a report on one of several threads.</summary>
internal sealed class ReportWorker(ReportWork work) : IEventWorker
{
    /// <inheritdoc/>
    public void Work(EventBatch batch)
    {
        var ordinal = batch.FirstOrdinal;
        foreach (var e in batch.Events) batch.Items += work.Do(e, ordinal++, batch.Output);
    }
}
