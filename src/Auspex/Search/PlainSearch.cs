using Auspex.Records;

namespace Auspex.Search;

/// <summary>Reads logs from the first line to the last: the plain engine, which the fast one must agree with.</summary>
/// <remarks>Records outside of the time range are never brought together. Source: spec 1.1.3, 3.2.</remarks>
public sealed class PlainSearch
{
    private readonly EventQueue queue;
    private readonly TimeRange range;
    private readonly IEventVisitor visitor;

    /// <summary>A search that has read nothing yet.</summary>
    /// <param name="text">The log.</param>
    /// <param name="range">Which records are looked at.</param>
    /// <param name="visitor">What is done with the events.</param>
    /// <param name="timeoutSeconds">auditd.conf(5), end_of_event_timeout.</param>
    /// <param name="completesAtEnd">See <see cref="EventQueue"/>.</param>
    public PlainSearch(
        LogText text, TimeRange range, IEventVisitor visitor, int timeoutSeconds = EventQueue.DefaultTimeoutSeconds, bool completesAtEnd = false)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        queue = new EventQueue(text, timeoutSeconds, completesAtEnd);
        this.range = range;
        this.visitor = visitor;
    }

    /// <summary>What was met.</summary>
    public LogCounts Counts { get; } = new();

    /// <summary>Records of events that are not handed out yet.</summary>
    internal long OpenRecords => queue.OpenRecords;

    /// <summary>Reads lines that begin at <paramref name="position"/> of the text. The last need not have an end.</summary>
    /// <returns>False when the visitor wants no more.</returns>
    public bool Read(ReadOnlySpan<byte> lines, long position)
    {
        var reader = new LineReader(lines, position);
        while (reader.Read())
        {
            if (!ReadLine(reader.Line, reader.Position)) return false;
        }

        Counts.Nuls += reader.Nuls;
        return true;
    }

    /// <summary>Hands out what is still open.</summary>
    /// <param name="isForGood">False where the same log will be read again: events that may go on are left then.</param>
    public bool End(bool isForGood = true)
    {
        if (isForGood) queue.End();
        else queue.EndForNow();
        return Deliver();
    }

    /// <summary>Hands out what is still open, and goes on: a pipe has been silent.</summary>
    public bool Flush()
    {
        queue.Drain();
        try
        {
            return Deliver();
        }
        finally
        {
            queue.Resume(); // also where a visitor fails, whose worker goes on with the next event
        }
    }

    /// <summary>Hands out what is still open since there is no more room for it, and goes on.</summary>
    public bool Cut()
    {
        queue.CountCut();
        return Flush();
    }

    /// <summary>Adds where the records that are still open begin in the text, in no order.</summary>
    public void CopyPositions(List<long> positions) => queue.CopyPositions(positions);

    private bool ReadLine(ReadOnlySpan<byte> line, long position)
    {
        if (line.Length > RecordReader.MaxRecordBytes)
        {
            Counts.Malformed++;
            return true;
        }

        switch (RecordHead.TryRead(line, out var head))
        {
            case HeadError.BadStamp:
                Counts.BadStamps++;
                return true;
            case HeadError.NoStructure:
                if (!line.IsEmpty) Counts.Malformed++;
                return true;
        }

        if (Counts.FirstMilliseconds == 0) Counts.FirstMilliseconds = head.Stamp.Milliseconds;
        if (!range.Contains(head.Stamp.Seconds)) return true;
        return !queue.Add(line, head, position) || Deliver();
    }

    private bool Deliver()
    {
        while (queue.TryTake(out var e))
        {
            var goesOn = visitor.Visit(e);
            queue.Return(e);
            if (!goesOn) return false;
        }

        Counts.Cut = queue.Cut;
        return true;
    }
}
