using Auspex.Reports;
using Auspex.Search.Engine;
using Auspex.Tool.Suite.Common;

namespace Auspex.Tool.Suite.Aureport;

/// <summary>Hands what the workers of a report made to it, and what becomes of that to standard output. Belongs to one thread.</summary>
internal sealed class WritingSink : IBatchSink
{
    private const int FlushBytes = 64 << 10;

    private readonly ReportRun run;
    private readonly LogWatch watch;
    private readonly ProgressLine progress;
    private readonly Stream output;

    /// <summary>Nothing is written yet.</summary>
    internal WritingSink(ReportRun run, LogWatch watch, ProgressLine progress, Stream output)
    {
        this.run = run;
        this.watch = watch;
        this.progress = progress;
        this.output = output;
    }

    /// <inheritdoc/>
    public bool Deliver(EventBatch batch)
    {
        var goesOn = run.Deliver(batch) && watch.GoesOn;
        if (run.Output.Length < FlushBytes) return goesOn;
        progress.Hide();
        output.Write(run.Output.Written);
        run.Output.Clear();
        return goesOn;
    }
}
