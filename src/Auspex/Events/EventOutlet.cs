using Auspex.Records;
using Auspex.Tables;

namespace Auspex.Events;

/// <summary>What the streams of all nodes share: the sink that events go to, and the pool that they come from.</summary>
internal sealed class EventOutlet(IEventSink sink, AssemblerOptions options)
{
    private readonly Func<RecordType, bool>? keep = options.Keep;

    internal EventPool Pool { get; } = new();

    /// <summary>Events released, those of which no record is kept included.</summary>
    internal long Released { get; private set; }

    internal AuditEvent Rent(EventStamp stamp, byte[] node)
    {
        var auditEvent = Pool.Rent();
        auditEvent.Begin(stamp, node);
        return auditEvent;
    }

    /// <summary>Adds a record if its type is wanted. An EOE has nothing to say.</summary>
    internal void Add(AuditEvent auditEvent, in RecordView record)
    {
        if (record.Type != RecordType.Eoe && (keep is null || keep(record.Type))) auditEvent.Add(record);
    }

    /// <summary>Hands the event to the sink, and takes it back.</summary>
    /// <returns>False when the sink wants no more.</returns>
    internal bool Deliver(AuditEvent auditEvent)
    {
        Released++;
        var time = auditEvent.Stamp.Milliseconds;
        if (auditEvent.IsTruncated) sink.OnLost(new Loss(auditEvent.Dropped, LossReason.EventTooLarge, time, time) { Node = auditEvent.NodeOrNull });
        var running = auditEvent.Count == 0 || sink.OnEvent(auditEvent);
        Pool.Return(auditEvent);
        return running;
    }

    internal void Lost(in Loss loss) => sink.OnLost(loss);
}
