namespace Auspex.Events;

/// <summary>Events in the order in which their first records came. The events themselves are the links.</summary>
internal sealed class ArrivalList
{
    private AuditEvent? newest;

    /// <summary>The event that has waited longest, or null.</summary>
    internal AuditEvent? Oldest { get; private set; }

    internal int Count { get; private set; }

    /// <summary>Bytes of memory in these events.</summary>
    internal long HeldBytes { get; private set; }

    /// <summary>The earliest stamp among them; <see cref="long.MaxValue"/> when there are none.</summary>
    internal long EarliestMilliseconds
    {
        get
        {
            var earliest = long.MaxValue;
            for (var e = Oldest; e is not null; e = e.Newer) earliest = Math.Min(earliest, e.Stamp.Milliseconds);
            return earliest;
        }
    }

    internal void Add(AuditEvent auditEvent)
    {
        auditEvent.Older = newest;
        auditEvent.Newer = null;
        if (newest is null) Oldest = auditEvent;
        else newest.Newer = auditEvent;
        newest = auditEvent;
        Count++;
        HeldBytes += auditEvent.Footprint;
    }

    internal void Remove(AuditEvent auditEvent)
    {
        if (auditEvent.Older is null) Oldest = auditEvent.Newer;
        else auditEvent.Older.Newer = auditEvent.Newer;
        if (auditEvent.Newer is null) newest = auditEvent.Older;
        else auditEvent.Newer.Older = auditEvent.Older;
        auditEvent.Older = auditEvent.Newer = null;
        Count--;
        HeldBytes -= auditEvent.Footprint;
    }

    /// <summary>An event of the list has grown.</summary>
    internal void AddBytes(int bytes) => HeldBytes += bytes;

    /// <summary>The clock was set back: nothing can have come after <paramref name="now"/>.</summary>
    internal void SetBack(long now)
    {
        for (var e = Oldest; e is not null; e = e.Newer) e.Arrived = Math.Min(e.Arrived, now);
    }

    /// <summary>The event of <paramref name="stamp"/>, or null. Looks at each: for short lists.</summary>
    internal AuditEvent? Find(Records.EventStamp stamp)
    {
        for (var e = Oldest; e is not null; e = e.Newer)
        {
            if (e.Stamp == stamp) return e;
        }

        return null;
    }
}
