using Auspex.Records;
using Auspex.Tables;

namespace Auspex.Events;

/// <summary>The events of one node, released in the order of their serials.</summary>
/// <remarks>
/// No event waits longer than the window: when the one that has waited longest has done so, whatever it waits for is given up.
/// A lower serial with a much later time is that of a new boot: the old one is over, and counting starts again. What comes after its
/// turn is late; when nothing but late events come, counting was wrong, and starts again too. auditd's own DAEMON_* records have
/// serials of their own and pass by.
/// </remarks>
internal sealed class NodeStream
{
    /// <summary>So many late events in a row are no longer late: counting starts again.</summary>
    internal const int MaxLate = 16;

    /// <summary>More events than a kernel can make in a millisecond; serials that jump further did not count lost events.</summary>
    internal const int MaxEventsPerMillisecond = 1000;

    private readonly EventOutlet outlet;
    private readonly SerialRing ring;
    private readonly ArrivalList arrivals = new(); // the events in the ring
    private readonly ArrivalList lates = new();
    private readonly StreamClock clock;
    private readonly long window;
    private readonly int maxAhead;
    private AuditEvent? last; // the event that the previous record belonged to
    private bool hasStarted;
    private bool hasReleased; // since counting started
    private long releasedMilliseconds;
    private long placed; // when the last event came in its turn
    private int lateEvents; // in a row

    internal NodeStream(byte[] node, AssemblerOptions options, EventOutlet outlet)
    {
        Node = node;
        this.outlet = outlet;
        window = (long)options.Window.TotalMilliseconds;
        maxAhead = options.MaxAhead;
        ring = new SerialRing(options.MaxAhead);
        clock = new StreamClock(window);
    }

    internal byte[] Node { get; }

    /// <summary>A running number of its last use, for its owner.</summary>
    internal long LastUse { get; set; }

    /// <summary>Bytes of memory in the events that wait.</summary>
    internal long HeldBytes => arrivals.HeldBytes + lates.HeldBytes;

    /// <summary>The earliest stamp of the events that wait; <see cref="long.MaxValue"/> when none do.</summary>
    internal long HeldSince => Math.Min(arrivals.EarliestMilliseconds, lates.EarliestMilliseconds);

    /// <summary>Takes a record that is whole. Returns false when the sink wants no more.</summary>
    internal bool Push(in RecordView record)
    {
        if (last is not null && last.Stamp == record.Stamp) return Append(last, record);
        var isFarAhead = clock.IsFarAhead(record.Stamp.Milliseconds);
        if (clock.Take(record.Stamp.Milliseconds)) SetBack();
        if (!Drain()) return false;
        if (StandsOutside(record.Type)) return PassBy(record);
        return Find(record, isFarAhead, out last) && (last is null || Append(last, record));
    }

    /// <summary>Lets silent time pass.</summary>
    internal bool Advance(long wall)
    {
        clock.Advance(wall);
        return Drain();
    }

    /// <summary>Releases everything.</summary>
    internal bool Flush()
    {
        while (HeldBytes > 0)
        {
            if (!GiveUpOne()) return false;
        }

        return true;
    }

    /// <summary>Releases one event, which must be there, whatever it waits for.</summary>
    internal bool GiveUpOne()
    {
        if (lates.Oldest is { } late) return ReleaseLate(late);
        SkipMissing();
        return ReleaseHead();
    }

    private static bool StandsOutside(RecordType type) => (int)type is >= 1200 and <= 1299;

    /// <summary>A record alone of its kind, without a place in the order.</summary>
    private bool PassBy(in RecordView record)
    {
        var single = outlet.Rent(record.Stamp, Node);
        single.IsComplete = true;
        outlet.Add(single, record);
        return outlet.Deliver(single);
    }

    /// <summary>Finds or begins the event of a record; null when the record says nothing.</summary>
    /// <returns>False when the sink wants no more.</returns>
    private bool Find(in RecordView record, bool isFarAhead, out AuditEvent? found)
    {
        found = null;
        var stamp = record.Stamp;
        var serial = (uint)stamp.Serial;
        if (!hasStarted) Start(serial);
        if (IsLate(stamp, serial))
        {
            found = lates.Find(stamp);
            if (found is not null || record.Type == RecordType.Eoe) return true;
            if (!isFarAhead && lateEvents < MaxLate) return BeginLate(stamp, out found);
            if (!Restart(serial)) return false;
        }

        if (!MakeRoom(serial, stamp.Milliseconds)) return false;
        lateEvents = 0;
        placed = clock.Now;
        found = ring[serial] ?? Begin(stamp, serial);
        return true;
    }

    /// <summary>True when the event's turn has passed, or its place is taken by one of another time.</summary>
    private bool IsLate(EventStamp stamp, uint serial)
    {
        var distance = (int)(serial - ring.Next);
        if (distance < 0) return hasReleased || !ring.TryGoBack(serial); // not when the stream just began with a later one
        return ring.HasRoom(serial) && ring[serial] is { } present && present.Stamp != stamp;
    }

    private void Start(uint serial)
    {
        hasStarted = true;
        hasReleased = false;
        lateEvents = 0;
        placed = clock.Now;
        ring.SkipTo(serial);
    }

    /// <summary>Counting was another boot's, or wrong: it starts again at <paramref name="serial"/>.</summary>
    private bool Restart(uint serial)
    {
        if (!Flush()) return false;
        Start(serial);
        return true;
    }

    /// <summary>Gives up what waits, or is missing, too far behind <paramref name="serial"/>.</summary>
    private bool MakeRoom(uint serial, long milliseconds)
    {
        if (ring.HasRoom(serial)) return true;
        if (serial - ring.Next > maxAhead + (MaxEventsPerMillisecond * (Math.Clamp(clock.Now - placed, 0, uint.MaxValue) + 1)))
        {
            if (!Flush()) return false;
            ReportLoss(0, milliseconds);
            Start(serial);
            return true;
        }

        while (ring.Count > 0)
        {
            SkipMissing();
            if (ring.HasRoom(serial)) return true;
            if (!ReleaseHead()) return false;
        }

        if (!ring.HasRoom(serial)) SkipTo(serial, milliseconds);
        return true;
    }

    private AuditEvent Begin(EventStamp stamp, uint serial)
    {
        var begun = outlet.Rent(stamp, Node);
        begun.Arrived = clock.Now;
        arrivals.Add(begun);
        ring.Put(serial, begun);
        return begun;
    }

    private bool BeginLate(EventStamp stamp, out AuditEvent begun)
    {
        lateEvents++;
        begun = outlet.Rent(stamp, Node);
        begun.Arrived = clock.Now;
        begun.IsLate = true;
        lates.Add(begun);
        return lates.Count <= MaxLate || ReleaseLate(lates.Oldest!);
    }

    private bool Append(AuditEvent auditEvent, in RecordView record)
    {
        var before = auditEvent.Footprint;
        outlet.Add(auditEvent, record);
        if (auditEvent.Footprint != before) (auditEvent.IsLate ? lates : arrivals).AddBytes(auditEvent.Footprint - before);

        // The kernel writes ANOM_ABEND between system calls, and nothing after it.
        if (!RecordTypes.EndsEvent(record.Type) && record.Type != RecordType.AnomAbend) return true;
        auditEvent.IsComplete = true;
        return auditEvent.IsLate ? ReleaseLate(auditEvent) : Drain();
    }

    private void SetBack()
    {
        arrivals.SetBack(clock.Now);
        lates.SetBack(clock.Now);
        placed = Math.Min(placed, clock.Now);
    }

    /// <summary>Releases what is complete and has its turn, and gives up what has been waited for too long.</summary>
    private bool Drain()
    {
        while (lates.Oldest is { } late && HasWaited(late))
        {
            if (!ReleaseLate(late)) return false;
        }

        while (arrivals.Oldest is { } oldest)
        {
            var head = ring.Head;
            if (head is not { IsComplete: true } && !HasWaited(oldest)) return true;
            if (head is null) SkipMissing();
            else if (!ReleaseHead()) return false;
        }

        return true;
    }

    private bool HasWaited(AuditEvent auditEvent) => clock.Now - auditEvent.Arrived >= window;

    private void SkipMissing()
    {
        if (ring.Head is not null) return;
        var first = ring.First;
        SkipTo(first, ring[first]!.Stamp.Milliseconds);
    }

    private void SkipTo(uint serial, long milliseconds)
    {
        ReportLoss(serial - ring.Next, milliseconds);
        ring.SkipTo(serial);
    }

    private void ReportLoss(uint count, long until)
    {
        if (!hasReleased) return; // nothing is known of what was before
        var from = Math.Min(releasedMilliseconds, until);
        outlet.Lost(new Loss(count, LossReason.SerialGap, from, Math.Max(releasedMilliseconds, until)) { Node = Node.Length > 0 ? Node : null });
    }

    private bool ReleaseHead()
    {
        var head = ring.TakeHead();
        arrivals.Remove(head);
        hasReleased = true;
        releasedMilliseconds = head.Stamp.Milliseconds;
        return Deliver(head);
    }

    private bool ReleaseLate(AuditEvent late)
    {
        lates.Remove(late);
        return Deliver(late);
    }

    private bool Deliver(AuditEvent auditEvent)
    {
        if (ReferenceEquals(last, auditEvent)) last = null;
        return outlet.Deliver(auditEvent);
    }
}
