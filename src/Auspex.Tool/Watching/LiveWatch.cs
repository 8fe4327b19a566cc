using Auspex.Kernel;
using Auspex.Linux.Accounting;
using Auspex.Linux.Connector;
using Auspex.Linux.Loop;
using Auspex.Linux.Procfs;
using Auspex.Linux.Users;
using Auspex.Linux.Watching;
using Auspex.Records;

namespace Auspex.Tool.Watching;

/// <summary><c>auspex watch</c>, live: one thread that receives, joins and writes.</summary>
/// <remarks>
/// The loop sleeps while records gather, and takes them by the batch: a wake-up costs more than a record. Records that wait in the
/// socket, which has room for many milliseconds of storm, are not late: lines come out after the joining window anyway.
/// </remarks>
internal sealed class LiveWatch : IDisposable
{
    /// <summary>How long records gather before the next batch, when there is traffic.</summary>
    private const int GatherMilliseconds = 10;

    /// <summary>How often the loop looks at accounting when audit is silent.</summary>
    private const int IdleMilliseconds = 50;

    /// <summary>After so long a silence everything that was queued has certainly come.</summary>
    private const int SilenceMilliseconds = 100;

    /// <summary>No stall lasts longer than this.</summary>
    private const int StallMilliseconds = 2000;

    /// <summary>Messages taken before the output gets its turn.</summary>
    private const int MaxMessagesPerTurn = 8192;

    private readonly WatchOptions options;
    private readonly AuditSession? session;
    private readonly ProcessAccounting? accounting;
    private readonly ExitConnector? connector;
    private readonly LiveLives lives;
    private readonly WatchSink sink;
    private readonly WatchOutput output;
    private readonly RecordLog? recordLog;
    private readonly LossWatch losses;
    private readonly HeapGuard heap = new(6 << 20, mayDouble: true);
    private readonly Poller poller = new();
    private readonly Poller signalPoller = new();
    private readonly SignalLatch signals;
    private readonly long started = Clock.MonotonicMilliseconds;
    private long lastReceived;
    private long lastStatus;
    private long lastAsked;

    private LiveWatch(
        WatchOptions options, AuditSession? session, ProcessAccounting? accounting, ExitConnector? connector, SignalLatch signals)
    {
        this.options = options;
        this.session = session;
        this.accounting = accounting;
        this.connector = connector;
        this.signals = signals;
        var proc = new ProcFs();
        sink = new WatchSink(options, new UserNames(), proc.BootId);
        output = new WatchOutput(options, sink);
        lives = new LiveLives(sink, accounting, proc);
        recordLog = options.RecordFile is null ? null : new RecordLog(options.RecordFile);
        losses = new LossWatch(session, lives.Lifecycle);
        poller.Add(signals.Descriptor);
        signalPoller.Add(signals.Descriptor);
        if (session is not null) poller.Add(session.Receiver.Descriptor);
        lastReceived = Clock.RealtimeMilliseconds;
        sink.WriteHeader();
        lives.Begin();
        output.Write();
    }

    /// <summary>Watches until a signal, the time or the count.</summary>
    internal static int Run(WatchOptions options)
    {
        using var signals = new SignalLatch();

        // Accounting first: an exit that audit tells must not wait for a confirmation that was written before.
        using var accounting = StartAccounting(options, out var complaint);
        using var session = StartAudit(options, out var refusal);
        if (session is null && accounting is null)
        {
            StandardError.Tell($"auspex: {refusal}");
            return 1;
        }

        // Only refines what the other two tell together: without it some signals are not known, as docs/accounting.md says.
        using var connector = session is null || accounting is null ? null : ExitConnector.TryStart(out _);
        foreach (var notice in new[] { refusal, complaint }.Concat(session?.Notices.Select(n => n.Text) ?? []))
        {
            if (notice is not null && !options.IsQuiet) StandardError.Tell($"auspex: {notice}");
        }

        using var watch = new LiveWatch(options, session, accounting, connector, signals);
        watch.Loop();
        watch.Finish();
        return 0;
    }

    public void Dispose() => recordLog?.Dispose();

    private static AuditSession? StartAudit(WatchOptions options, out string? refusal)
    {
        refusal = null;
        try
        {
            return AuditSession.Start(new SessionOptions { AddRules = options.AddsRules });
        }
        catch (AuditUnavailableException e)
        {
            refusal = e.Message;
            return null;
        }
    }

    private static ProcessAccounting? StartAccounting(WatchOptions options, out string? complaint)
    {
        complaint = null;
        if (!options.HasAccounting) return null;
        try
        {
            return ProcessAccounting.Start(new AccountingOptions { FollowPath = options.AccountingFile });
        }
        catch (Exception e) when (e is KernelException or IOException or UnauthorizedAccessException)
        {
            complaint = $"Process accounting cannot be used, so deaths by signal are not seen: {e.Message}";
            return null;
        }
    }

    private void Loop()
    {
        var deadline = options.Duration is { } duration ? started + (long)duration.TotalMilliseconds : long.MaxValue;
        while (!IsStopped() && !sink.IsDone && !output.IsBroken)
        {
            var received = Turn();
            output.Write();
            heap.Check();
            var left = deadline - Clock.MonotonicMilliseconds;
            if (left <= 0) break;
            Sleep(received, (int)Math.Min(left, IdleMilliseconds));
        }
    }

    private bool IsStopped() =>
        (signals.Take() & (CaughtSignals.Interrupt | CaughtSignals.Terminate | CaughtSignals.Hangup)) != 0;

    /// <summary>Takes what is there, and lets time pass.</summary>
    private int Turn()
    {
        var now = Clock.RealtimeMilliseconds;
        lives.Lifecycle.Tick(now);
        var received = session is null ? 0 : Receive(session);
        if (received > 0) lastReceived = now;
        ReadThreadEnds();
        lives.ReadDeaths(now);
        var isSilent = received == 0 && now - lastReceived >= SilenceMilliseconds && HasNothingQueued(now);
        lives.Advance(now, hasAll: session is null || isSilent);
        if (now - lastStatus >= output.StatusMilliseconds)
        {
            lastStatus = now;
            losses.Check(now);
            output.UpdateStatus(losses.Status, lives.Lifecycle, lives.Assembler);
        }

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
                recordLog?.Append(record, received.Payload);
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
            if (!ends.IsEmpty) lives.Lifecycle.Tick(Clock.RealtimeMilliseconds + 1); // no earlier than the births among the records
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
            var until = Clock.MonotonicMilliseconds + 250;
            while (Clock.MonotonicMilliseconds < until)
            {
                Turn();
                Poller.Sleep(GatherMilliseconds);
            }
        }

        losses.Check(Clock.RealtimeMilliseconds);
        sink.Counts.ConnectorOverruns = connector?.Counters.Overruns ?? 0;
        lives.Flush();
        output.Write();
        output.End(TimeSpan.FromMilliseconds(Clock.MonotonicMilliseconds - started));
    }
}
