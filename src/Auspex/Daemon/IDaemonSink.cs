using Auspex.Events;

namespace Auspex.Daemon;

/// <summary>Takes what the daemon has written: plugins, native outputs, process monitoring, counts.</summary>
/// <remarks>
/// Called on the writer's thread, which serves the log: an implementation puts the record into its own bounded queue and returns. It
/// never waits and never throws for want of room; what it must drop it counts, and tells with <see cref="LossCause"/> in the log.
/// </remarks>
internal interface IDaemonSink
{
    /// <summary>Takes a record, EOE included. The record is valid during the call only.</summary>
    void OnRecord(in DaemonRecord record);

    /// <summary>The batch that the last records belonged to has ended: the time to wake whoever waits for them.</summary>
    void OnBatchEnd();
}
