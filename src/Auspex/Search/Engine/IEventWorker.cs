namespace Auspex.Search.Engine;

/// <summary>Matches, counts or formats events. One thread uses it at a time; each thread has its own.</summary>
internal interface IEventWorker
{
    /// <summary>Works through the events of <paramref name="batch"/>, and leaves there what came of it.</summary>
    void Work(EventBatch batch);
}
