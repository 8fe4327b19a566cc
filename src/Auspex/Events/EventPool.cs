namespace Auspex.Events;

/// <summary>Events to be used again. What it keeps is bounded in bytes: one huge event, or a burst of them, is not kept for ever.</summary>
internal sealed class EventPool
{
    /// <summary>An event that took more than this is left to the garbage collector.</summary>
    internal const int MaxEventBytes = 64 << 10;

    /// <summary>The most bytes kept: the few events under way at one time take some kilobytes each.</summary>
    internal const int MaxKeptBytes = 512 << 10;

    private readonly Stack<AuditEvent> spare = new();

    /// <summary>Bytes of memory in the events that are kept.</summary>
    internal int KeptBytes { get; private set; }

    internal AuditEvent Rent()
    {
        if (!spare.TryPop(out var auditEvent)) return new AuditEvent();
        KeptBytes -= auditEvent.Footprint;
        return auditEvent;
    }

    internal void Return(AuditEvent auditEvent)
    {
        var bytes = auditEvent.Footprint;
        if (bytes > MaxEventBytes || KeptBytes + bytes > MaxKeptBytes) return;
        KeptBytes += bytes;
        spare.Push(auditEvent);
    }
}
