using Auspex.Reports;
using Auspex.Search;
using Auspex.Tool.Suite.Common;

namespace Auspex.Tool.Suite.Aureport;

/// <summary>Hands events to a report, and what it makes of them to standard output. Belongs to one thread.</summary>
internal sealed class WritingVisitor : IEventVisitor
{
    private const int FlushBytes = 64 << 10;

    private readonly ReportRun run;
    private readonly IEventVisitor inner;
    private readonly ProgressLine progress;
    private readonly Stream output;

    /// <summary>Nothing is written yet.</summary>
    internal WritingVisitor(ReportRun run, ProgressLine progress, Stream output)
    {
        this.run = run;
        this.progress = progress;
        this.output = output;
        inner = run.MakeVisitor();
    }

    /// <inheritdoc/>
    public bool Visit(LogEvent e)
    {
        var goesOn = inner.Visit(e);
        if (run.Output.Length < FlushBytes) return goesOn;
        progress.Hide();
        output.Write(run.Output.Written);
        run.Output.Clear();
        return goesOn;
    }
}
