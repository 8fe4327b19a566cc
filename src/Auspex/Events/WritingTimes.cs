using Auspex.Records;

namespace Auspex.Events;

/// <summary>When a log, or a part of it, was written, as far as its stamps tell: give it all events in their order.</summary>
/// <remarks>
/// A stamp is as old as its call (<see cref="StampSpan"/>), so that neither the earliest, the first nor the last one will do: time goes on
/// with the newest, and back only where all stamps do. Whether nothing was written after the first event for days, or its call had
/// waited for days, nothing can tell: of many events the first few are passed over.
/// </remarks>
internal sealed class WritingTimes
{
    private const int MaxPassedOver = 7;
    private const int EventsForEach = 128; // what is passed over is less than a hundredth

    private readonly StreamClock clock = new(StreamClock.LogWindow);
    private readonly (long Time, double Elapsed)[] beginning = new (long, double)[MaxPassedOver + 1];
    private EventStamp last;
    private double elapsed;

    /// <summary>Events, or runs of records of one.</summary>
    public long Events { get; private set; }

    /// <summary>When the last was written, in milliseconds since 1970-01-01 UTC; 0 where there is none.</summary>
    public long LastMilliseconds => clock.Now;

    /// <summary>How long it took; clocks that are set do not count.</summary>
    public double ElapsedMilliseconds => elapsed - beginning[PassedOver(Events)].Elapsed;

    /// <summary>When the first was written, in milliseconds since 1970-01-01 UTC; 0 where there is none.</summary>
    /// <param name="events">How many there are in all, where only the first of them were given.</param>
    public long FirstMilliseconds(long events) => beginning[Math.Min(PassedOver(events), Math.Max(0, Events - 1))].Time;

    /// <summary>Takes in the stamp of an event, or of a record.</summary>
    public void Add(EventStamp stamp)
    {
        if (Events > 0 && stamp == last) return;
        last = stamp;
        var before = clock.Now;
        _ = clock.Take(stamp.Milliseconds);
        if (Events > 0) elapsed += Math.Max(0, (double)clock.Now - before);
        if (Events <= MaxPassedOver) beginning[Events] = (clock.Now, elapsed);
        Events++;
    }

    private static long PassedOver(long events) => Math.Min(MaxPassedOver, events / EventsForEach);
}
