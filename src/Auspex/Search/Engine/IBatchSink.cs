namespace Auspex.Search.Engine;

/// <summary>Takes what the workers made, in the order of the events, on the thread that runs the search.</summary>
internal interface IBatchSink
{
    /// <summary>Takes one batch.</summary>
    /// <returns>False when no more is wanted.</returns>
    bool Deliver(EventBatch batch);
}
