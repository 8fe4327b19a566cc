using Auspex.Events;
using Auspex.Linux.Accounting;
using Auspex.Linux.Loop;
using Auspex.Linux.Procfs;
using Auspex.Processes;
using Auspex.Records;

namespace Auspex.Tool.Watching;

/// <summary>Records and accounting joined to the lives of processes while they happen: for <c>auspex watch</c>, and inside the daemon.</summary>
/// <remarks>
/// All waiting is by <see cref="SteadyClock"/>: stamps, which the wall clock gives, are brought to it before they are compared with anything.
/// </remarks>
internal sealed class LiveLives
{
    /// <summary>A record may be younger than the turn in which it is read, by no more than this.</summary>
    private const int MaxAheadMilliseconds = 1000;

    private readonly ProcessAccounting? accounting;
    private readonly WatchSink sink;
    private readonly ProcFs proc;
    private readonly SteadyClock clock;
    private long lastAccounting; // as the wall clock shows
    private long newestStamp; // as the steady clock shows
    private long turn;

    /// <summary>No lives yet.</summary>
    /// <param name="sink">Who is told of them.</param>
    /// <param name="accounting">Tells of deaths, or null; stays the caller's.</param>
    /// <param name="proc">This machine's /proc.</param>
    /// <param name="clock">The time to wait by, which the sink sorts by too.</param>
    internal LiveLives(WatchSink sink, ProcessAccounting? accounting, ProcFs proc, SteadyClock clock)
    {
        this.sink = sink;
        this.accounting = accounting;
        this.proc = proc;
        this.clock = clock;
        lastAccounting = clock.Wall;
        Lifecycle = new Lifecycle(sink, proc, new LifecycleOptions { IsLive = true, HasAccounting = accounting is not null });
        Assembler = new EventAssembler(Lifecycle, new AssemblerOptions
        {
            Window = TimeSpan.FromMilliseconds(500),
            Keep = Lifecycle.Keeps,
        });
    }

    /// <summary>Keeps what accounting tells, or null.</summary>
    internal RecordLog? Records { get; init; }

    internal Lifecycle Lifecycle { get; }

    internal EventAssembler Assembler { get; }

    /// <summary>Begins with the processes that live already.</summary>
    internal void Begin()
    {
        _ = Tick();
        lastAccounting = clock.Wall;
        Lifecycle.Begin(proc.ReadAll(), clock.Now);
    }

    /// <summary>Begins a turn: tells the time at which the facts that follow are taken in, and whether the clock was set.</summary>
    /// <returns>The time of this turn, on the steady clock.</returns>
    internal long Tick()
    {
        if (clock.TakeStep() is var step and not 0)
        {
            lastAccounting += step;
            sink.OnClockSet(clock.Wall - step, clock.Wall);
        }

        turn = clock.Now;
        Lifecycle.Tick(turn);
        return turn;
    }

    /// <summary>Takes a record from the kernel.</summary>
    internal void Push(in RecordView record)
    {
        _ = Assembler.Push(record);
        var stamp = clock.FromWall(record.Stamp.Milliseconds);
        if (stamp > newestStamp && stamp <= turn + MaxAheadMilliseconds) newestStamp = stamp;
    }

    /// <summary>Takes the deaths that accounting tells of.</summary>
    internal void ReadDeaths()
    {
        if (accounting is null) return;
        var now = clock.Wall;
        while (accounting.TryRead(out var record))
        {
            Records?.AppendDeath(accounting.LastRecord);

            // The time after reading: what audit tells of this death was queued before.
            Lifecycle.Tick(clock.Now + 1);
            Lifecycle.OnDeath(record, lastAccounting);
        }

        lastAccounting = now;
    }

    /// <summary>Lets time pass.</summary>
    /// <param name="now">The time of this turn.</param>
    /// <param name="hasAll">True when all that audit could tell until now has come.</param>
    internal void Advance(long now, bool hasAll)
    {
        Assembler.Advance(now);
        var held = Assembler.HeldSinceMilliseconds;
        var complete = held == long.MaxValue ? long.MaxValue : clock.FromWall(held) - 1;
        Lifecycle.Advance(now, Math.Min(hasAll ? now : newestStamp, complete));
        sink.Release(now - Lifecycle.DelayMilliseconds - (long)WatchSink.SortDelay.TotalMilliseconds);
    }

    /// <summary>Tells everything that waits: nothing comes any more.</summary>
    internal void Flush()
    {
        Assembler.Flush();
        Lifecycle.Flush();
        sink.Flush();
    }
}
