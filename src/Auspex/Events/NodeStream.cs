using Auspex.Records;
using Auspex.Tables;

namespace Auspex.Events;

/// <summary>The events of one node: a ring of slots by serial, released from its head.</summary>
/// <remarks>
/// Serials wrap at 2^32 and are compared as differences. A serial far behind with a later time is a new boot: the old one is flushed
/// and counting starts again. auditd's own DAEMON_* records have serials of their own and pass by the ring.
/// </remarks>
internal sealed class NodeStream
{
    /// <summary>A step back in time by more than this is a clock that was set, not a late record.</summary>
    private const long ClockStepMilliseconds = 60_000;

    private readonly AssemblerOptions options;
    private readonly IEventSink sink;
    private readonly AuditEvent?[] ring;
    private readonly Stack<AuditEvent> spare = new();
    private readonly long window;
    private AuditEvent? late; // an event whose turn had passed when its records came
    private AuditEvent? last; // the event that the previous record belonged to
    private uint next; // the serial at the ring's head
    private uint beyond; // one past the highest serial in the ring
    private int waiting; // events in the ring
    private long heldBytes;
    private long blockedSince;
    private long oldestHeld;
    private long releasedMilliseconds;
    private bool hasStarted;
    private bool hasReleased;

    internal NodeStream(byte[] node, AssemblerOptions options, IEventSink sink)
    {
        Node = node;
        this.options = options;
        this.sink = sink;
        ring = new AuditEvent?[options.MaxAhead];
        window = (long)options.Window.TotalMilliseconds;
    }

    internal byte[] Node { get; }

    internal long LastUse { get; set; }

    internal long Newest { get; private set; }

    /// <summary>No event that is held has an earlier time.</summary>
    internal long HeldSince => waiting == 0 ? long.MaxValue : oldestHeld;

    internal long Released { get; private set; }

    /// <summary>Takes a record that is whole. Returns false when the sink wants no more.</summary>
    internal bool Push(in RecordView record)
    {
        if (last is not null && last.Stamp == record.Stamp)
        {
            var running = Append(last, record);
            return running && (waiting == 0 || Drain());
        }

        var time = record.Stamp.Milliseconds;
        if (time > Newest || time < Newest - ClockStepMilliseconds) Newest = time;
        if (StandsOutside(record.Type)) return PassBy(record);
        if (!Place(record.Stamp, out var running2)) return running2 && PassLate(record);
        return running2 && Append(last!, record) && Drain();
    }

    internal bool Advance(long now)
    {
        if (now > Newest) Newest = now;
        return (late is null || DeliverLate()) && (waiting == 0 || Drain());
    }

    internal bool Flush()
    {
        if (late is not null && !DeliverLate()) return false;
        while (waiting > 0)
        {
            if (!GiveUpHead()) return false;
        }

        return true;
    }

    private static bool StandsOutside(RecordType type) => (int)type is >= 1200 and <= 1299;

    /// <summary>Finds or makes the ring's event for <paramref name="stamp"/>; false when it was released before.</summary>
    private bool Place(EventStamp stamp, out bool running)
    {
        running = true;
        var serial = (uint)stamp.Serial;
        if (!hasStarted)
        {
            hasStarted = true;
            next = beyond = serial;
            blockedSince = Newest;
        }

        var distance = (int)(serial - next);
        if (distance < 0)
        {
            if (IsNewBoot(stamp))
            {
                running = Flush();
                next = beyond = serial;
                hasReleased = false;
                distance = 0;
            }
            else if (hasReleased || (int)(beyond - serial) > ring.Length)
            {
                return false;
            }
            else
            {
                next = serial; // nothing was released yet: the stream just began with a later one
                distance = 0;
            }
        }

        while (running && distance >= ring.Length)
        {
            if (waiting == 0)
            {
                ReportGap(serial, stamp.Milliseconds);
                beyond = serial;
            }
            else
            {
                running = GiveUpHead();
            }

            distance = (int)(serial - next);
        }

        ref var slot = ref ring[serial & (uint)(ring.Length - 1)];
        if (slot is not null && slot.Stamp != stamp)
        {
            // Same serial, other time: a second boot within the window. The first is over.
            running = Flush();
            next = beyond = serial;
        }

        if (slot is null)
        {
            if (waiting == 0)
            {
                blockedSince = Newest;
                oldestHeld = stamp.Milliseconds;
            }

            oldestHeld = Math.Min(oldestHeld, stamp.Milliseconds);
            slot = Rent(stamp);
            waiting++;
            if ((int)(serial - beyond) >= 0) beyond = serial + 1;
        }

        last = slot;
        return true;
    }

    /// <summary>A late record is never younger than what was released; a lower serial with a later time is another boot's.</summary>
    private bool IsNewBoot(EventStamp stamp) => stamp.Milliseconds > releasedMilliseconds + Math.Max(window, 1000);

    private bool Append(AuditEvent auditEvent, in RecordView record)
    {
        if (record.Type != RecordType.Eoe && (options.Keep is null || options.Keep(record.Type)))
        {
            var before = auditEvent.BodyBytes;
            auditEvent.Add(record);
            heldBytes += auditEvent.BodyBytes - before;
        }

        if (RecordTypes.EndsEvent(record.Type) || record.Type == RecordType.AnomAbend) auditEvent.IsComplete = true;
        return heldBytes <= options.MaxHeldBytes || waiting <= 1 || GiveUpHead();
    }

    /// <summary>Releases from the head what is complete or has waited too long.</summary>
    private bool Drain()
    {
        while (waiting > 0)
        {
            var head = ring[next & (uint)(ring.Length - 1)];
            if (head is { IsComplete: true })
            {
                if (!Release(head)) return false;
            }
            else if (Newest - blockedSince < window)
            {
                return true;
            }
            else if (!GiveUpHead())
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Releases the head though unfinished, or skips the serials that are missing before the next event.</summary>
    private bool GiveUpHead()
    {
        var head = ring[next & (uint)(ring.Length - 1)];
        if (head is not null) return Release(head);
        var serial = next;
        while (ring[serial & (uint)(ring.Length - 1)] is null) serial++;
        ReportGap(serial, ring[serial & (uint)(ring.Length - 1)]!.Stamp.Milliseconds);
        return Release(ring[next & (uint)(ring.Length - 1)]!);
    }

    private void ReportGap(uint serial, long until)
    {
        long missing = serial - next; // differences of serials wrap, by design
        if (hasReleased && missing > 0)
            sink.OnLost(new Loss(missing, LossReason.SerialGap, releasedMilliseconds, until));
        next = serial;
    }

    private bool Release(AuditEvent head)
    {
        ring[next & (uint)(ring.Length - 1)] = null;
        next++;
        waiting--;
        heldBytes = waiting == 0 ? 0 : heldBytes - head.BodyBytes;
        blockedSince = Newest;
        hasReleased = true;
        releasedMilliseconds = head.Stamp.Milliseconds;
        return Deliver(head);
    }

    private bool Deliver(AuditEvent auditEvent)
    {
        if (ReferenceEquals(last, auditEvent)) last = null;
        Released++;
        if (auditEvent.IsTruncated)
            sink.OnLost(new Loss(0, LossReason.EventTooLarge, auditEvent.Stamp.Milliseconds, auditEvent.Stamp.Milliseconds));
        var running = auditEvent.Count == 0 || sink.OnEvent(auditEvent);
        if (spare.Count < 256) spare.Push(auditEvent);
        return running;
    }

    /// <summary>
    /// A record that came after higher serials were released. Late records of one event that follow each other are kept together;
    /// a late EOE or PROCTITLE alone says nothing.
    /// </summary>
    private bool PassLate(in RecordView record)
    {
        if (late is not null && late.Stamp != record.Stamp && !DeliverLate()) return false;
        if (late is null)
        {
            if (record.Type is RecordType.Eoe or RecordType.Proctitle) return true;
            late = Rent(record.Stamp);
            late.IsLate = true;
        }

        if (record.Type != RecordType.Eoe && (options.Keep is null || options.Keep(record.Type))) late.Add(record);
        return !RecordTypes.EndsEvent(record.Type) || DeliverLate();
    }

    private bool DeliverLate()
    {
        var done = late!;
        late = null;
        return Deliver(done);
    }

    private bool PassBy(in RecordView record)
    {
        var single = Rent(record.Stamp);
        single.IsComplete = true;
        if (options.Keep is null || options.Keep(record.Type)) single.Add(record);
        return Deliver(single);
    }

    private AuditEvent Rent(EventStamp stamp)
    {
        var auditEvent = spare.Count > 0 ? spare.Pop() : new AuditEvent();
        auditEvent.Begin(stamp, Node);
        return auditEvent;
    }
}
