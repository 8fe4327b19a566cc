namespace Auspex.Events;

/// <summary>Waiting events by serial, from the one whose turn is next. Serials wrap at 2^32 and are compared as differences.</summary>
internal sealed class SerialRing(int maxLength)
{
    private AuditEvent?[] slots = new AuditEvent?[Math.Min(16, maxLength)];
    private uint beyond; // one past the highest serial

    /// <summary>The serial whose turn is next.</summary>
    internal uint Next { get; private set; }

    /// <summary>The number of events.</summary>
    internal int Count { get; private set; }

    /// <summary>The event whose turn is next; null while it is missing.</summary>
    internal AuditEvent? Head => slots[Index(Next)];

    /// <summary>The serial of the first event; there must be one.</summary>
    internal uint First
    {
        get
        {
            var serial = Next;
            while (slots[Index(serial)] is null) serial++;
            return serial;
        }
    }

    /// <summary>The event of a serial that <see cref="HasRoom"/>, or null.</summary>
    internal AuditEvent? this[uint serial] => slots[Index(serial)];

    /// <summary>True when <paramref name="serial"/> lies in the ring; makes it longer where it may be.</summary>
    internal bool HasRoom(uint serial)
    {
        var distance = serial - Next;
        if (distance >= maxLength) return false;
        if (distance >= slots.Length) Grow(distance);
        return true;
    }

    /// <summary>Puts an event into its place, which is free and lies in the ring.</summary>
    internal void Put(uint serial, AuditEvent auditEvent)
    {
        slots[Index(serial)] = auditEvent;
        Count++;
        if ((int)(serial - beyond) >= 0) beyond = serial + 1;
    }

    /// <summary>Takes the event out whose turn is next.</summary>
    internal AuditEvent TakeHead()
    {
        ref var slot = ref slots[Index(Next)];
        var head = slot!;
        slot = null;
        Next++;
        Count--;
        return head;
    }

    /// <summary>Goes on at <paramref name="serial"/>: no event waits before that.</summary>
    internal void SkipTo(uint serial)
    {
        Next = serial;
        if (Count == 0) beyond = serial;
    }

    /// <summary>Goes back to <paramref name="serial"/>, if all events that wait still find room.</summary>
    internal bool TryGoBack(uint serial)
    {
        var length = beyond - serial;
        if (length > maxLength) return false;
        if (length > slots.Length) Grow(length - 1);
        Next = serial;
        return true;
    }

    private int Index(uint serial) => (int)(serial & (uint)(slots.Length - 1));

    private void Grow(uint distance)
    {
        var grown = new AuditEvent?[System.Numerics.BitOperations.RoundUpToPowerOf2(distance + 1)];
        foreach (var auditEvent in slots)
        {
            if (auditEvent is not null) grown[(uint)auditEvent.Stamp.Serial & (uint)(grown.Length - 1)] = auditEvent;
        }

        slots = grown;
    }
}
