using System.Globalization;
using Auspex.Daemon;
using Auspex.Daemon.Remote;
using Auspex.Linux.Daemon;
using Auspex.Linux.Daemon.Remote;
using Auspex.Linux.Files;
using Auspex.Linux.Loop;
using Auspex.Linux.Tls;

namespace Auspex.Tool.Suite.AudispRemote;

/// <summary>The running plugin: one thread. Whatever it waits for, it reads its input meanwhile.</summary>
internal sealed class RemoteLoop : IDisposable
{
    private const int Input = 0;
    private const int IdleMilliseconds = 60_000;
    private const int GraceMilliseconds = 1500;
    private const int Notice = 5;

    private readonly RemoteConfig config;
    private readonly IDaemonNotices notices;
    private readonly DaemonActions actions;
    private readonly ISendQueue queue;
    private readonly RemoteSocket link;
    private readonly RemoteSender sender;
    private readonly QueueOverflow overflow;
    private readonly RecordLines lines = new();
    private readonly SignalLatch signals = new(isDaemon: true);
    private readonly Poller poller = new();
    private readonly int inputIndex;
    private readonly int signalIndex;
    private readonly int linkIndex;
    private bool hasInputEnded;
    private bool isTerminated;
    private bool wantsConnection; // SIGHUP
    private long endAt; // SIGTERM came while the daemon still writes; 0 for never
    private long retryAt;
    private long lastTraffic;
    private long sent;

    internal RemoteLoop(RemoteConfig config, ISendQueue queue, IDaemonNotices notices, TlsContext? tls)
    {
        this.config = config;
        this.queue = queue;
        this.notices = notices;
        actions = new DaemonActions(notices, "/sbin/init");
        link = new RemoteSocket(config, notices, Wait, tls) { OnSession = SessionRecords.Send };
        sender = new RemoteSender(config, link, TimeProvider.System, notices, CarryOut);
        overflow = new QueueOverflow(config.OverflowAction, actions, sender.Suspend);
        inputIndex = poller.Add(Input);
        signalIndex = poller.Add(signals.Descriptor);
        linkIndex = poller.Add(-1);
    }

    private bool IsEnding => isTerminated || sender.IsStopped;

    /// <summary>Runs until the input ends, or it is told to.</summary>
    /// <returns>The exit code.</returns>
    internal int Run()
    {
        sender.Start();
        lastTraffic = Clock.MonotonicMilliseconds;
        while (!IsEnding)
        {
            if (wantsConnection) Reconnect();
            Drain();
            if (IsEnding || (hasInputEnded && (queue.Count == 0 || !HasTimeToRetry()))) break;
            if (Turn(IdleTime()) == LinkWait.Readable)
            {
                lastTraffic = Clock.MonotonicMilliseconds;
                sender.ReadUnasked();
            }

            Beat();
            _ = actions.Reap();
        }

        notices.Tell(Notice, string.Create(CultureInfo.InvariantCulture, $"audisp-remote is exiting on stop request, queue_size: {queue.Count}"));
        return queue.Count == 0 ? 0 : 1;
    }

    public void Dispose()
    {
        link.Dispose();
        queue.Dispose();
        signals.Dispose();
    }

    /// <summary>At the end of the input there are no further tries: what was not taken stays.</summary>
    private bool HasTimeToRetry() => link.IsOpen && !sender.IsSuspended && retryAt <= Clock.MonotonicMilliseconds;

    private void Reconnect()
    {
        wantsConnection = false;
        link.Close();
        if (sender.TryConnect()) retryAt = 0;
        else RetryLater();
    }

    private void RetryLater() => retryAt = Clock.MonotonicMilliseconds + (config.RetrySeconds * 1000L);

    /// <summary>Sends what waits, as long as it is taken.</summary>
    private void Drain()
    {
        while (queue.Count > 0 && !IsEnding && !wantsConnection && !sender.IsSuspended && MaySend())
        {
            var errno = queue.Peek(out var line);
            if (errno == 0 ? !sender.Send(line) : !sender.FailQueue(ErrorWords.Of(errno)))
            {
                RetryLater();
                return;
            }

            if (errno == 0) sent++;
            errno = queue.Drop();
            if (errno != 0)
            {
                _ = sender.FailQueue(ErrorWords.Of(errno));
                RetryLater();
                return;
            }

            lastTraffic = Clock.MonotonicMilliseconds;
        }
    }

    private bool MaySend()
    {
        if (retryAt > 0 && Clock.MonotonicMilliseconds < retryAt) return false;
        retryAt = 0;
        if (link.IsOpen || !sender.HasRemoteEnded) return true; // sending connects
        if (sender.MayReconnect && sender.TryConnect()) return true;
        RetryLater();
        return false;
    }

    private void Beat()
    {
        if (config.HeartbeatSeconds == 0 || config.IsAscii || !link.IsOpen || sender.IsSuspended) return;
        if (Clock.MonotonicMilliseconds - lastTraffic < config.HeartbeatSeconds * 1000L) return;
        sender.Beat();
        lastTraffic = Clock.MonotonicMilliseconds;
    }

    private TimeSpan IdleTime()
    {
        var now = Clock.MonotonicMilliseconds;
        long most = IdleMilliseconds;
        if (queue.Count > 0 && !sender.IsSuspended) most = Math.Min(most, Math.Max(retryAt - now, 1));
        if (config.HeartbeatSeconds > 0 && link.IsOpen) most = Math.Min(most, Math.Max(lastTraffic + (config.HeartbeatSeconds * 1000L) - now, 1));
        return TimeSpan.FromMilliseconds(most);
    }

    /// <summary>Waits for the collector, or for time; reads the input meanwhile.</summary>
    private LinkWait Wait(TimeSpan most)
    {
        var until = Clock.MonotonicNanoseconds + (most.Ticks * 100);
        while (true)
        {
            var left = until - Clock.MonotonicNanoseconds;
            var came = Turn(left > 0 ? TimeSpan.FromTicks((left / 100) + 1) : TimeSpan.Zero);
            if (IsEnding || wantsConnection) return LinkWait.Stopped;
            if (came == LinkWait.Readable || left <= 0) return came;
        }
    }

    /// <summary>Waits until anything happens, and does what is not the collector's.</summary>
    private LinkWait Turn(TimeSpan most)
    {
        poller.Replace(linkIndex, link.Descriptor);
        if (endAt > 0) most = TimeSpan.FromMilliseconds(Math.Clamp(endAt - Clock.MonotonicMilliseconds, 0, most.TotalMilliseconds));
        var isPending = link.HasPending;
        var ready = poller.Wait(isPending ? 0 : (int)Math.Min(Math.Ceiling(most.TotalMilliseconds), int.MaxValue));
        if (endAt > 0 && Clock.MonotonicMilliseconds >= endAt) isTerminated = true;
        if (ready == 0) return isPending ? LinkWait.Readable : LinkWait.TimedOut;
        if (poller.IsReady(signalIndex)) OnSignals(signals.Take());
        if (poller.IsReady(inputIndex)) ReadInput();
        return isPending || poller.IsReady(linkIndex) ? LinkWait.Readable : LinkWait.TimedOut;
    }

    private void ReadInput()
    {
        if (hasInputEnded) return;
        var count = Descriptor.Read(Input, lines.Room);
        if (count > 0) lines.Advance(count);
        hasInputEnded = Descriptor.IsOver(count);
        while (lines.TryRead(out var line)) Put(line);
        if (!hasInputEnded) return;
        if (lines.TryReadRest(out var rest)) Put(rest);
        poller.Replace(inputIndex, -1);
    }

    private void Put(ReadOnlySpan<byte> line)
    {
        if (!RecordLines.IsWanted(line)) return;
        var errno = queue.Append(line);
        if (errno == 0) overflow.OnRoom();
        else if (queue.Count == queue.Depth) overflow.OnFull();
        else if (!sender.IsStopped) _ = sender.FailQueue(ErrorWords.Of(errno));
    }

    private void OnSignals(CaughtSignals caught)
    {
        if ((caught & (CaughtSignals.Terminate | CaughtSignals.Interrupt)) != 0)
        {
            // The daemon closes its side before it sends one. Who stops all at once, as service managers do, may leave last records on the way.
            if (hasInputEnded || endAt > 0) isTerminated = true;
            else endAt = Clock.MonotonicMilliseconds + GraceMilliseconds;
        }

        if ((caught & CaughtSignals.Hangup) != 0) wantsConnection = true;
        if ((caught & CaughtSignals.User2) != 0)
        {
            sender.Resume();
            retryAt = 0;
        }

        if ((caught & CaughtSignals.User1) != 0)
            RemoteReport.Write(sender, link.IsOpen, queue, (sent, overflow.Dropped, lines.Cut), notices);
    }

    private void CarryOut(FailureVerdict verdict)
    {
        switch (verdict.Action)
        {
            case FailureAction.Exec:
                actions.Run(verdict.Program!, verdict.Message);
                break;
            case FailureAction.Single:
                actions.EnterSingleUser();
                break;
            case FailureAction.Halt:
                actions.Halt();
                break;
            default:
                break; // the sender has done the rest
        }
    }
}
