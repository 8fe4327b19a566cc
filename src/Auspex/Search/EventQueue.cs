using Auspex.Tables;

namespace Auspex.Search;

/// <summary>Brings the records of a log together to events, and hands them out in the order of ausearch and aureport.</summary>
/// <remarks>
/// An event is complete when a later new event is <c>timeout</c> seconds younger, when its first record is of a type that ends events, or
/// at the end. The smallest pending event is handed out once it is complete; until then younger ones wait. So neither PROCTITLE nor EOE
/// complete an event. Finding an event costs the same however many are open. Belongs to one thread. Source: spec 3.2.
/// </remarks>
internal sealed class EventQueue
{
    /// <summary>Records held at most; beyond, the smallest event is handed out as it is, and counted.</summary>
    public const int MaxPendingRecords = 1 << 20;

    /// <summary>The same for the memory of the open events, in bytes; their lines lie in the log.</summary>
    public const long MaxPendingBytes = 64 << 20;

    /// <summary>
    /// Bytes of an event's lines at most: more than the arguments of any program take (6 MiB, in hexadecimal). Beyond, the event is handed out
    /// as it is, and counted; what follows is one of its own. So what is made of an event is bounded too.
    /// </summary>
    public const long MaxEventBytes = 16 << 20;

    /// <summary>auditd.conf(5), end_of_event_timeout.</summary>
    public const int DefaultTimeoutSeconds = 2;

    private readonly LogText text;
    private readonly int timeoutSeconds;
    private readonly bool completesAtEnd;
    private readonly PendingEvents pending;
    private readonly SecondMaxima maxima = new();
    private LogEvent? last;
    private long pendingRecords;
    private long pendingBytes;
    private bool isEnding;

    /// <summary>An empty queue over <paramref name="text"/>.</summary>
    /// <param name="text">The log.</param>
    /// <param name="timeoutSeconds">auditd.conf(5), end_of_event_timeout.</param>
    /// <param name="completesAtEnd">
    /// The rule of auparse(3), for aulast and aulastlog: any record of a type that ends events completes its event, PROCTITLE and EOE too.
    /// </param>
    public EventQueue(LogText text, int timeoutSeconds = DefaultTimeoutSeconds, bool completesAtEnd = false)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfNegative(timeoutSeconds);
        this.text = text;
        this.timeoutSeconds = timeoutSeconds;
        this.completesAtEnd = completesAtEnd;
        pending = new PendingEvents(text);
    }

    /// <summary>Events handed out before they were complete, since too much was held.</summary>
    public long Cut { get; private set; }

    /// <summary>Records of events that are not handed out yet.</summary>
    internal long OpenRecords => pendingRecords;

    /// <summary>Bytes of memory in the events that are not handed out yet, their lines left out.</summary>
    internal long OpenBytes => pendingBytes;

    /// <summary>Takes one record in. Then <see cref="TryTake"/> until it has nothing more.</summary>
    /// <param name="line">The record's line.</param>
    /// <param name="head">What stands before its text.</param>
    /// <param name="position">Where its line begins in the text.</param>
    /// <returns>False when nothing can have become complete by it, and <see cref="TryTake"/> need not be asked.</returns>
    public bool Add(ReadOnlySpan<byte> line, in RecordHead head, long position)
    {
        var spot = new RecordSpot(position, line.Length, head.Type, head.Length);
        pendingRecords++;
        if (last is { IsDetached: false } && last.Is(head, line))
        {
            AddTo(last, spot);
            return Closes(last, head.Type) || last.IsClosed || IsFull;
        }

        var owner = pending.Find(head, line);
        var isNew = owner is null;
        if (owner is null)
        {
            if (head.Type == RecordType.Eoe)
            {
                pendingRecords--;
                return false; // of an event that is gone
            }

            owner = pending.Open(head, position, maxima.Add(head.Stamp.Seconds));
            pendingBytes += owner.Footprint;
        }

        AddTo(owner, spot);
        last = owner;
        return Closes(owner, head.Type) || isNew || owner.IsClosed || IsFull;
    }

    /// <summary>Hands out the smallest event when it is complete.</summary>
    /// <returns>False when none is; otherwise give the event back by <see cref="Return"/> when done with it.</returns>
    public bool TryTake(out LogEvent ready)
    {
        ready = null!;
        if (pending.Count == 0) return false;
        var smallest = pending.Smallest;
        if (!IsComplete(smallest))
        {
            if (!IsFull) return false;
            Cut++;
        }

        if (ReferenceEquals(smallest, last)) last = null;
        ready = pending.TakeSmallest();
        pendingRecords -= ready.Count;
        pendingBytes -= ready.Footprint;
        if (pending.Count == 0) maxima.Clear();
        return true;
    }

    /// <summary>Takes back an event that <see cref="TryTake"/> handed out.</summary>
    public void Return(LogEvent done) => pending.Return(done);

    /// <summary>No more records follow: everything pending is complete.</summary>
    public void End() => isEnding = true;

    /// <summary>Counts what is open as cut: there is no more room for it.</summary>
    internal void CountCut() => Cut += pending.Count;

    /// <summary>Adds where the pending records begin in the text, in no order.</summary>
    internal void CopyPositions(List<long> positions) => pending.CopyPositions(positions);

    /// <summary>
    /// No more records follow for now, and the same log will be read again: only events that have a record of a type that ends events are
    /// complete, the others are left for the next time.
    /// </summary>
    public void EndForNow()
    {
        pending.Keep(static e => e.HasEnd); // the counts of what is held no longer matter
        last = null;
        isEnding = true;
    }

    /// <summary>Everything pending is complete, although more records follow: they have nothing to do with these events.</summary>
    internal void Drain() => isEnding = true;

    /// <summary>Ends what <see cref="Drain"/> began.</summary>
    internal void Resume() => isEnding = false;

    private bool IsFull => pendingRecords >= MaxPendingRecords || pendingBytes >= MaxPendingBytes;

    private void AddTo(LogEvent owner, in RecordSpot spot)
    {
        // Where events are complete at their end, the mark of the end is none of their records: it comes too late for most.
        if (completesAtEnd && spot.Type == RecordType.Eoe)
        {
            pendingRecords--;
            return;
        }

        pendingBytes -= owner.Footprint;
        owner.Add(spot);
        pendingBytes += owner.Footprint;
        if (owner.LineBytes < MaxEventBytes) return;
        owner.IsClosed = true;
        pending.Detach(owner);
        Cut++;
    }

    /// <summary>True when a record of <paramref name="type"/> completes its event by the rule of auparse(3).</summary>
    private bool Closes(LogEvent owner, RecordType type)
    {
        if (!completesAtEnd || !RecordTypes.EndsEvent(type)) return false;
        owner.IsClosed = true;
        return true;
    }

    private bool IsComplete(LogEvent e) =>
        isEnding || e.IsClosed || RecordTypes.EndsEvent(e.FirstType) || maxima.Since(e.Opened) - timeoutSeconds >= e.Stamp.Seconds;
}
