namespace Auspex.Events;

/// <summary>Takes events in order. Throws if it fails: the caller alone catches, counts and reports.</summary>
internal interface IEventSink
{
    /// <summary>Takes the next event, which is valid only during the call.</summary>
    /// <returns>False to stop: no more is wanted.</returns>
    bool OnEvent(AuditEvent auditEvent);

    /// <summary>Hears that something is missing before the next event.</summary>
    void OnLost(in Loss loss);
}
