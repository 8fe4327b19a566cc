using Auspex.Archive;
using Auspex.Linux.Files;
using Auspex.Search;
using Auspex.Search.Sources;

namespace Auspex.Linux.Reading;

/// <summary>The events of logs.</summary>
internal sealed class LogEvents : AuditEvents
{
    private readonly LogSet logs;
    private PlainSearch? search;

    /// <summary>Opens them.</summary>
    public LogEvents(IReadOnlyList<string> paths)
    {
        logs = LogSet.Open(new LogFiles(), new LogSetOptions { Inputs = paths, UsesConfiguredLogs = true });
        if (logs.Error.Length == 0) return;
        logs.Dispose();
        throw new IOException($"{logs.ErrorPath}: {logs.Reason}");
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Problems => [.. logs.LeftOutNotes, .. Unread(), .. Damaged()];

    private protected override IEnumerator<LogEvent> Read()
    {
        var collected = new Collected();
        var chain = new LogChain(logs.Logs);
        search = new PlainSearch(chain, TimeRange.All, collected, logs.TimeoutSeconds);
        var reading = new LogReading(chain, search);
        bool isOver;
        do
        {
            _ = reading.ReadBlock(out isOver);
            while (collected.TryTake(out var e)) yield return e;
        }
        while (!isOver);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) logs.Dispose();
    }

    private IEnumerable<string> Unread()
    {
        foreach (var log in logs.Logs)
        {
            if (log.Problem.Length > 0) yield return $"{log.Path}: {log.Problem}";
            if (log.LongLines > 0) yield return Counted(log.LongLines, $"lines of {log.Path} are too long");
        }
    }

    private IEnumerable<string> Damaged()
    {
        if (search is null) yield break;
        var counts = search.Counts;
        if (counts.Malformed + counts.BadStamps > 0) yield return Counted(counts.Malformed + counts.BadStamps, "lines are no records");
        if (counts.Nuls > 0) yield return Counted(counts.Nuls, "NULs stand where records should");
        if (counts.Cut > 0) yield return Counted(counts.Cut, "events may lack records: too many were open at a time");
    }
}
