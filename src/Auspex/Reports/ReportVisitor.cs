using Auspex.Search;
using Auspex.Text;

namespace Auspex.Reports;

/// <summary>Works for a report on the only thread.</summary>
internal sealed class ReportVisitor(ReportRun run, ReportWork work) : IEventVisitor
{
    private readonly ByteBuffer rows = new(keptBytes: 1 << 20);
    private long ordinal;

    /// <inheritdoc/>
    public bool Visit(LogEvent e)
    {
        rows.Clear();
        _ = work.Do(e, ordinal++, rows);
        run.Take(e, rows.Written);
        return true;
    }
}
