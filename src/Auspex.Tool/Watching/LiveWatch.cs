using Auspex.Linux.Accounting;
using Auspex.Linux.Connector;
using Auspex.Linux.Loop;
using Auspex.Linux.Procfs;
using Auspex.Linux.Watching;
using Auspex.Records;

namespace Auspex.Tool.Watching;

/// <summary>One stretch of <c>auspex watch</c>, live: one thread that receives and joins; others write.</summary>
/// <remarks>
/// The loop sleeps while records gather, and takes them by the batch: a wake-up costs more than a record. Records that wait in the
/// socket, which has room for many milliseconds of storm, are not late: lines come out after the joining window anyway. Nothing in it
/// waits for whoever reads the output.
/// </remarks>
internal sealed class LiveWatch
{
    /// <summary>How long records gather before the next batch, when there is traffic.</summary>
    private const int GatherMilliseconds = 10;

    /// <summary>How often the loop looks at accounting when audit is silent.</summary>
    private const int IdleMilliseconds = 50;

    /// <summary>After so long a silence everything that was queued has certainly come.</summary>
    private const int SilenceMilliseconds = 100;

    /// <summary>No stall lasts longer than this.</summary>
    private const int StallMilliseconds = 2000;

    /// <summary>What comes so long after the end is still told.</summary>
    private const int LastMilliseconds = 250;

    /// <summary>Messages taken before the output gets its turn.</summary>
    private const int MaxMessagesPerTurn = 8192;

    private readonly AuditSession? session;
    private readonly ExitConnector? connector;
    private readonly LiveLives lives;
    private readonly WatchSink sink;
    private readonly WatchOutput output;
    private readonly RecordLog? records;
    private readonly LossWatch losses;
    private readonly HeapGuard heap = new(6 << 20, mayDouble: true);
    private readonly Poller poller = new();
    private readonly Poller signalPoller = new();
    private readonly SignalLatch signals;
    private readonly SteadyClock clock;
    private CaughtSignals caught;
    private long lastReceived;
    private long lastStatus;
    private long lastAsked;

    /// <summary>Begins. Everything stays the caller's.</summary>
    internal LiveWatch(
        WatchOptions options, AuditSession? session, ProcessAccounting? accounting, ExitConnector? connector, SignalLatch signals,
        SteadyClock clock, WatchSink sink, WatchOutput output, RecordLog? records)
    {
        this.session = session;
        this.connector = connector;
        this.signals = signals;
        this.clock = clock;
        this.sink = sink;
        this.output = output;
        this.records = records;
        lives = new LiveLives(sink, accounting, new ProcFs(), clock) { Records = records };
        losses = new LossWatch(session, lives.Lifecycle);
        poller.Add(signals.Descriptor);
        signalPoller.Add(signals.Descriptor);
        if (session is not null) poller.Add(session.Receiver.Descriptor);
        lastReceived = clock.Now;
        lives.Begin();
        output.Write(isExempt: true);
    }

    /// <summary>Watches until a signal, the time or the count, and tells what still comes then.</summary>
    /// <param name="deadline">When to end, as <see cref="Clock.MonotonicMilliseconds"/> counts.</param>
    internal StretchEnd Run(long deadline)
    {
        while (!IsAsked() && !sink.IsDone && !output.IsBroken)
        {
            var received = Turn();
            heap.Check();
            var left = deadline - Clock.MonotonicMilliseconds;
            if (left <= 0) break;
            Sleep(received, (int)Math.Min(left, IdleMilliseconds));
        }

        Finish();
        return (caught & LiveRun.Ends) != 0 ? StretchEnd.Signal : (caught & CaughtSignals.Stop) != 0 ? StretchEnd.Stopped : StretchEnd.Done;
    }

    private bool IsAsked()
    {
        caught |= signals.Take();
        return (caught & (LiveRun.Ends | CaughtSignals.Stop)) != 0;
    }

    /// <summary>Takes what is there, lets time pass, and hands on the lines.</summary>
    private int Turn()
    {
        var now = lives.Tick();
        var received = session is null ? 0 : Receive(session);
        if (received > 0) lastReceived = now;
        ReadThreadEnds();
        lives.ReadDeaths();
        var isSilent = received == 0 && now - lastReceived >= SilenceMilliseconds && HasNothingQueued(now);
        lives.Advance(now, hasAll: session is null || isSilent);
        if (now - lastStatus >= output.StatusMilliseconds)
        {
            lastStatus = now;
            losses.Check(clock.Wall);
            output.UpdateStatus(losses.Status, lives.Lifecycle, lives.Assembler);
        }

        records?.Flush();
        output.Write();
        return received;
    }

    /// <summary>Silence may be a stall: while deaths wait for it, the kernel is asked whether records wait there.</summary>
    private bool HasNothingQueued(long now)
    {
        if (session is null || !lives.Lifecycle.IsWaitingForAudit || now - lastReceived > StallMilliseconds) return true;
        if (now - lastAsked < SilenceMilliseconds) return false;
        lastAsked = now;
        return session.Control.GetStatus().Backlog == 0;
    }

    private int Receive(AuditSession from)
    {
        var count = 0;
        while (count < MaxMessagesPerTurn && from.Receiver.TryReceive(out var batch))
        {
            count += batch.MessageCount;
            foreach (var received in batch)
            {
                var record = RecordReader.ParseKernel(received.Type, received.Payload);
                records?.Append(record, received.Type, received.Payload);
                lives.Push(record);
            }
        }

        return count;
    }

    private void ReadThreadEnds()
    {
        if (connector is null) return;
        var isMore = true;
        for (var left = MaxMessagesPerTurn; isMore && left > 0; left -= ExitConnector.BatchSize)
        {
            isMore = connector.Receive(out var ends);
            if (!ends.IsEmpty) lives.Lifecycle.Tick(clock.Now + 1); // no earlier than the births among the records
            foreach (var end in ends) lives.Lifecycle.OnThreadEnd(end.ProcessId, end.ThreadId, end.Status);
        }
    }

    private void Sleep(int received, int idleMilliseconds)
    {
        if (received >= MaxMessagesPerTurn) return;
        if (received > 0) signalPoller.Wait(GatherMilliseconds);
        else poller.Wait(idleMilliseconds);
    }

    /// <summary>Ends: what still comes within the window is told, then everything that waits.</summary>
    private void Finish()
    {
        if (!sink.IsDone && !output.IsBroken)
        {
            var until = Clock.MonotonicMilliseconds + LastMilliseconds;
            while (Clock.MonotonicMilliseconds < until)
            {
                Turn();
                Poller.Sleep(GatherMilliseconds);
            }
        }

        losses.Check(clock.Wall);
        sink.Counts.ConnectorOverruns += connector?.Counters.Overruns ?? 0;
        lives.Flush();
        output.Write();
    }
}
