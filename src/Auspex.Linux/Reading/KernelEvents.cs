using Auspex.Records;
using Auspex.Search;
using Auspex.Text;

namespace Auspex.Linux.Reading;

/// <summary>The events of the running kernel.</summary>
internal sealed class KernelEvents(CancellationToken stop) : AuditEvents
{
    private const int SilenceMilliseconds = 500;

    private readonly KernelLines kernel = new();
    private EventStream? stream;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Problems
    {
        get
        {
            var counters = kernel.Counters;
            var lost = counters.Dropped > 0 || counters.Overruns > 0;
            return [.. lost ? [Counted(counters.Dropped, "records were lost: the kernel made more than could be read")] : Array.Empty<string>(),
                .. stream is { Cut: > 0 } ? [Counted(stream.Cut, "events may lack records: too many were open at a time")] : Array.Empty<string>()];
        }
    }

    private protected override IEnumerator<LogEvent> Read()
    {
        var collected = new Collected();
        stream = new EventStream(collected);
        var lines = new ByteBuffer();
        var quiet = 0;
        while (!stop.IsCancellationRequested)
        {
            if (TryReceive(lines)) quiet = 0;
            else if (stop.WaitHandle.WaitOne(KernelLines.PauseMilliseconds) || (quiet += KernelLines.PauseMilliseconds) >= SilenceMilliseconds) Flush(ref quiet);
            while (collected.TryTake(out var e)) yield return e;
        }

        stream.Flush();
        while (collected.TryTake(out var e)) yield return e;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) kernel.Dispose();
    }

    private void Flush(ref int quiet)
    {
        stream!.Flush();
        quiet = 0;
    }

    private bool TryReceive(ByteBuffer lines)
    {
        lines.Clear();
        if (!kernel.TryReceive(lines)) return false;
        var reader = new LineReader(lines.Written, 0);
        while (reader.Read()) stream!.Add(reader.Line);
        return true;
    }
}
