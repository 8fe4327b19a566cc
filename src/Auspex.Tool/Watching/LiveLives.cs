using Auspex.Events;
using Auspex.Linux.Accounting;
using Auspex.Linux.Loop;
using Auspex.Linux.Procfs;
using Auspex.Processes;
using Auspex.Records;

namespace Auspex.Tool.Watching;

/// <summary>Records and accounting joined to the lives of processes while they happen: for <c>auspex watch</c>, and inside the daemon.</summary>
internal sealed class LiveLives
{
    private readonly ProcessAccounting? accounting;
    private readonly WatchSink sink;
    private readonly ProcFs proc;
    private long lastAccounting = Clock.RealtimeMilliseconds;
    private long newestStamp;

    /// <summary>No lives yet.</summary>
    /// <param name="sink">Who is told of them.</param>
    /// <param name="accounting">Tells of deaths, or null; stays the caller's.</param>
    /// <param name="proc">This machine's /proc.</param>
    internal LiveLives(WatchSink sink, ProcessAccounting? accounting, ProcFs proc)
    {
        this.sink = sink;
        this.accounting = accounting;
        this.proc = proc;
        Lifecycle = new Lifecycle(sink, proc, new LifecycleOptions { IsLive = true, HasAccounting = accounting is not null });
        Assembler = new EventAssembler(Lifecycle, new AssemblerOptions
        {
            Window = TimeSpan.FromMilliseconds(500),
            Keep = Lifecycle.Keeps,
        });
    }

    internal Lifecycle Lifecycle { get; }

    internal EventAssembler Assembler { get; }

    /// <summary>Begins with the processes that live already.</summary>
    internal void Begin()
    {
        lastAccounting = Clock.RealtimeMilliseconds;
        Lifecycle.Begin(proc.ReadAll(), lastAccounting);
    }

    /// <summary>Takes a record from the kernel.</summary>
    internal void Push(in RecordView record)
    {
        _ = Assembler.Push(record);
        if (record.Stamp.Milliseconds > newestStamp) newestStamp = record.Stamp.Milliseconds;
    }

    /// <summary>Takes the deaths that accounting tells of.</summary>
    internal void ReadDeaths(long now)
    {
        if (accounting is null) return;
        while (accounting.TryRead(out var record))
        {
            // The time after reading: what audit tells of this death was queued before.
            Lifecycle.Tick(Clock.RealtimeMilliseconds + 1);
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
        Lifecycle.Advance(now, Math.Min(hasAll ? now : newestStamp, Assembler.HeldSinceMilliseconds - 1));
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
