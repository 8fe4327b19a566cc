using System.Globalization;
using Auspex.Daemon;
using Auspex.Daemon.Configuration;
using Auspex.Daemon.Remote;
using Auspex.Linux.Loop;
using Auspex.Linux.Tls;
using Auspex.Threads;
using RecordType = Auspex.Tables.RecordType;

namespace Auspex.Linux.Daemon.Remote;

/// <summary>Receives records from other machines, on one thread for all of them; nobody's slowness is anybody else's. Source: spec 8.7.</summary>
/// <remarks>Every buffer is bounded, and so is the number of senders. The methods are for one thread, the daemon's.</remarks>
internal sealed partial class Collector : IDisposable
{
    /// <summary>The most senders at a time.</summary>
    public const int MaxSenders = 4096;

    /// <summary>Descriptors that callers may not take: the log, outputs and plugins need them.</summary>
    private const int OtherFiles = 64;

    private const int MaxAcceptsPerTurn = 16;
    private const int WaitMilliseconds = 1000;
    private const int EndMilliseconds = 500;

    private readonly INetworkLog log;
    private readonly IDaemonNotices notices;
    private readonly CollectorCounters counters;
    private readonly CallerRecords callers;
    private readonly List<SenderConnection> senders = [];
    private readonly SocketPoll poll = new();
    private readonly FrameReader reader = new(); // of whoever's turn it is
    private readonly WakeEvent wake = new();
    private readonly WorkerFailures failures;
    private Worker? worker;
    private SenderConnection? turning;
    private Listener? listener;
    private DaemonConfig config = new();
    private DaemonConfig? pending;
    private volatile bool isEnding;
    private long lastIdleCheck;
    private long acceptAgain;
    private int lastDescriptor;
    private TlsContext? tls;
    private SenderKeys? keys;

    /// <summary>A collector that does not listen yet.</summary>
    /// <param name="log">Where records go.</param>
    /// <param name="notices">Who is told.</param>
    /// <param name="counters">Counts.</param>
    /// <param name="failures">Where failures of its thread are counted.</param>
    public Collector(INetworkLog log, IDaemonNotices notices, CollectorCounters counters, WorkerFailures failures)
    {
        this.log = log;
        this.notices = notices;
        this.counters = counters;
        callers = new CallerRecords(log, TimeProvider.System);
        this.failures = failures;
    }

    /// <summary>Told of records that the kernel is to have of sessions with TLS: type and text. Null where there is nobody to tell.</summary>
    public Action<RecordType, string>? OnSession { get; init; }

    /// <summary>True once it listens.</summary>
    public bool IsListening => worker is not null;

    /// <summary>Begins to listen.</summary>
    /// <returns>Why not, or null.</returns>
    public string? Start(DaemonConfig wanted)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        if (wanted.Transport == NetworkTransport.Tls && PrepareTls(wanted) is { } complaint) return complaint;
        listener = Listener.Open(wanted.ListenPort, wanted.ListenQueue, out var fault);
        if (listener is null) return string.Create(CultureInfo.InvariantCulture, $"Cannot listen on tcp port {wanted.ListenPort}: {fault}");
        var limit = DaemonFiles.OpenFilesLimit;
        lastDescriptor = limit - Math.Min(OtherFiles, limit / 4);
        config = wanted;
        lastIdleCheck = Clock.MonotonicMilliseconds;
        worker = new Worker("collect", failures, Run);
        _ = worker.Start();
        Tell(5, string.Create(CultureInfo.InvariantCulture, $"Listening on TCP port {wanted.ListenPort}"));
        return null;
    }

    /// <summary>Takes another configuration: ports, limits and times count at once; another queue ends all connections.</summary>
    public void Reconfigure(DaemonConfig changed)
    {
        ArgumentNullException.ThrowIfNull(changed);
        if (worker is null) return;
        Volatile.Write(ref pending, changed);
        wake.Set();
    }

    /// <summary>Tells every sender that this is the end, and ends.</summary>
    public void Stop()
    {
        if (worker is null) return;
        isEnding = true;
        wake.Set();
        worker.Hurry();
        _ = worker.Join();
        worker = null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Stop();
        listener?.Dispose();
        tls?.Dispose();
        wake.Dispose();
    }

    private void Run()
    {
        if (turning is not null && senders.IndexOf(turning) is var failed and >= 0) Close(failed); // the one on which it has failed
        while (!isEnding)
        {
            var listens = Clock.MonotonicMilliseconds >= acceptAgain;
            poll.Clear();
            var waker = poll.Add(wake.Descriptor, reads: true, writes: false);
            var caller = listener is not null && listens ? poll.Add(listener.Descriptor, reads: true, writes: false) : -1;
            foreach (var sender in senders) sender.PollIndex = poll.Add(sender.Descriptor, sender.Reads, sender.Writes);
            poll.Wait(WaitMilliseconds);
            if (poll.IsReady(waker)) wake.Clear();
            if (Interlocked.Exchange(ref pending, null) is { } changed) Apply(changed);
            else TurnAll();
            EndIdle();
            callers.Tick();
            if (tls is not null) EndSlowHandshakes();
            if (caller >= 0 && poll.IsReady(caller)) Accept();
        }

        EndAll();
        callers.Finish();
        listener?.Dispose();
        listener = null;
    }

    /// <summary>One portion from each sender that has something, so that none keeps the others waiting.</summary>
    private void TurnAll()
    {
        for (var i = senders.Count - 1; i >= 0; i--)
        {
            var sender = senders[i];
            if (!poll.IsReady(sender.PollIndex)) continue;
            turning = sender;
            if (sender.IsHandshaking && !Handshake(sender)) Close(i);
            else if (!sender.IsHandshaking && !sender.Turn()) Close(i);
        }

        turning = null;
    }

    private void EndIdle()
    {
        var idle = (long)config.ClientMaxIdle.TotalMilliseconds;
        var now = Clock.MonotonicMilliseconds;
        if (idle == 0 || now - lastIdleCheck < idle) return;
        lastIdleCheck = now;
        for (var i = senders.Count - 1; i >= 0; i--)
        {
            var sender = senders[i];
            if (sender.Client.TakeTraffic()) continue;
            Tell(5, string.Create(CultureInfo.InvariantCulture, $"client {sender.Address,52}:{sender.Port} idle too long - closing connection"));
            Close(i);
        }
    }

    private void Apply(DaemonConfig changed)
    {
        var before = config;
        config = changed;
        if (tls is not null) ReloadKeys(changed);
        if (changed.ListenQueue == before.ListenQueue) return;
        EndAll();
        listener?.Dispose();
        listener = Listener.Open(changed.ListenPort, changed.ListenQueue, out var fault);
        if (listener is null) Tell(3, string.Create(CultureInfo.InvariantCulture, $"Cannot listen on tcp port {changed.ListenPort}: {fault}"));
    }

    /// <summary>Tells all senders that this is the end, and gives them a moment to read it.</summary>
    private void EndAll()
    {
        foreach (var sender in senders)
        {
            sender.Client.End();
            if (sender.Flush()) sender.FinishSending();
        }

        var until = Clock.MonotonicMilliseconds + EndMilliseconds;
        while (senders.Count > 0 && Clock.MonotonicMilliseconds is var now && now < until)
        {
            poll.Clear();
            foreach (var sender in senders) sender.PollIndex = poll.Add(sender.Descriptor, reads: true, writes: false);
            poll.Wait((int)(until - now));
            for (var i = senders.Count - 1; i >= 0; i--)
            {
                if (poll.IsReady(senders[i].PollIndex) && !senders[i].Discard()) Close(i);
            }
        }

        while (senders.Count > 0) Close(senders.Count - 1);
    }

    private void Close(int index)
    {
        var sender = senders[index];
        senders.RemoveAt(index);
        TellSessionEnd(sender);
        sender.Dispose();
        counters.CountClosed();
        _ = callers.Add(RecordType.DaemonClose, "", sender.Address, sender.Port, isTaken: true);
    }

    private void Tell(int priority, string text) => notices.Tell(priority, text);
}
