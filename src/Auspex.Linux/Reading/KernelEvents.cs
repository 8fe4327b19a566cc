using Auspex.Daemon;
using Auspex.Daemon.Records;
using Auspex.Linux.Netlink;
using Auspex.Records;
using Auspex.Search;

namespace Auspex.Linux.Reading;

/// <summary>The events of the running kernel.</summary>
internal sealed class KernelEvents(CancellationToken stop) : AuditEvents
{
    private const int PauseMilliseconds = 20; // the socket holds 32 MiB
    private const int SilenceMilliseconds = 500;

    private readonly AuditReceiver receiver = AuditReceiver.OpenListener();
    private EventStream? stream;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Problems
    {
        get
        {
            var counters = receiver.GetCounters();
            var lost = counters.Dropped > 0 || counters.Overruns > 0;
            return [.. lost ? [Counted(counters.Dropped, "records were lost: the kernel made more than could be read")] : Array.Empty<string>(),
                .. stream is { Cut: > 0 } ? [Counted(stream.Cut, "events may lack records: too many were open at a time")] : Array.Empty<string>()];
        }
    }

    private protected override IEnumerator<LogEvent> Read()
    {
        var collected = new Collected();
        stream = new EventStream(collected);
        var formatter = new RecordFormatter(names: null, node: default);
        var quiet = 0;
        while (!stop.IsCancellationRequested)
        {
            if (TryReceive(formatter)) quiet = 0;
            else if (stop.WaitHandle.WaitOne(PauseMilliseconds) || (quiet += PauseMilliseconds) >= SilenceMilliseconds) Flush(ref quiet);
            while (collected.TryTake(out var e)) yield return e;
        }

        stream.Flush();
        while (collected.TryTake(out var e)) yield return e;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) receiver.Dispose();
    }

    private void Flush(ref int quiet)
    {
        stream!.Flush();
        quiet = 0;
    }

    private bool TryReceive(RecordFormatter formatter)
    {
        if (!receiver.TryReceive(out var batch)) return false;
        foreach (var record in batch)
        {
            var parsed = RecordReader.ParseKernel(record.Type, record.Payload);
            stream!.Add(formatter.Format(record.Type, RecordOrigin.Kernel, record.Payload, parsed).Line);
        }

        return true;
    }
}
