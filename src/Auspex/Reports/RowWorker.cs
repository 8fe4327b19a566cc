using Auspex.Search.Engine;

namespace Auspex.Reports;

/// <summary>Makes the rows of a detailed report on one thread.</summary>
internal sealed class RowWorker(ReportRows rows) : IEventWorker
{
    /// <inheritdoc/>
    public void Work(EventBatch batch)
    {
        foreach (var e in batch.Events) batch.Items += rows.Append(e, batch.Output);
    }
}
