using Auspex.Daemon;
using Auspex.Daemon.Queues;
using Auspex.Events;
using Auspex.Kernel;
using Auspex.Linux.Accounting;
using Auspex.Linux.Loop;
using Auspex.Linux.Outputs;
using Auspex.Linux.Procfs;
using Auspex.Linux.Users;
using Auspex.Processes;
using Auspex.Records;

namespace Auspex.Tool.Watching;

/// <summary>Process monitoring inside the daemon: the lives of processes from the daemon's own records, as lines of <c>watch --json</c>.</summary>
/// <remarks>It adds no rules: those of 40-process.rules have to be loaded. Deaths by signal come from accounting, as in <see cref="LiveWatch"/>.</remarks>
internal sealed class ProcessOutput : QueuedOutput
{
    private const int SilenceMilliseconds = 100;

    private readonly ILineTarget target;
    private readonly ProcessAccounting? accounting;
    private readonly Lifecycle lifecycle;
    private readonly EventAssembler assembler;
    private readonly WatchSink sink;
    private readonly ProcFs proc = new();
    private bool hasBegun;
    private long lastReceived;
    private long lastAccounting;
    private long newestStamp;

    /// <summary>An output that is not started yet. It owns <paramref name="target"/> and <paramref name="accounting"/>.</summary>
    internal ProcessOutput(ILineTarget target, ProcessAccounting? accounting, SpillFile? spill)
        : base("processes", spill)
    {
        this.target = target;
        this.accounting = accounting;
        sink = new WatchSink(new WatchOptions { IsJson = true, ShowsSnapshot = true, IsQuiet = true }, new UserNames(), proc.BootId);
        lifecycle = new Lifecycle(sink, proc, new LifecycleOptions { IsLive = true, HasAccounting = accounting is not null });
        assembler = new EventAssembler(lifecycle, new AssemblerOptions { Window = TimeSpan.FromMilliseconds(500), Keep = Lifecycle.Keeps });
    }

    /// <summary>Turns accounting on, or joins what is on.</summary>
    /// <param name="fault">Why it cannot be used.</param>
    internal static ProcessAccounting? StartAccounting(out string? fault)
    {
        fault = null;
        try
        {
            return ProcessAccounting.Start(new AccountingOptions());
        }
        catch (Exception e) when (e is KernelException or IOException or UnauthorizedAccessException)
        {
            fault = $"Process accounting cannot be used, so deaths by signal are not seen: {e.Message}";
            return null;
        }
    }

    /// <inheritdoc/>
    protected override int IdleMilliseconds => 50;

    /// <inheritdoc/>
    protected override bool Wants(in DaemonRecord record) => record.Origin == RecordOrigin.Kernel && Lifecycle.Keeps(record.Type);

    /// <inheritdoc/>
    protected override void OnTaken(in DaemonRecord record)
    {
        if (!hasBegun) Begin();
        var parsed = RecordReader.ParseKernel(record.Type, record.Payload);
        _ = assembler.Push(parsed);
        if (parsed.Stamp.Milliseconds > newestStamp) newestStamp = parsed.Stamp.Milliseconds;
    }

    /// <inheritdoc/>
    protected override void OnTaken()
    {
        lastReceived = Clock.RealtimeMilliseconds;
        Turn();
    }

    /// <inheritdoc/>
    protected override void OnSilence()
    {
        if (!hasBegun) Begin();
        Turn();
    }

    /// <inheritdoc/>
    protected override void OnEnd()
    {
        if (!hasBegun) Begin();
        Turn();
        assembler.Flush();
        lifecycle.Flush();
        sink.Flush();
        Write();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool isDisposing)
    {
        target.Dispose();
        accounting?.Dispose();
        base.Dispose(isDisposing);
    }

    private void Begin()
    {
        hasBegun = true;
        lastAccounting = lastReceived = Clock.RealtimeMilliseconds;
        lifecycle.Begin(proc.ReadAll(), lastReceived);
        Write();
    }

    private void Turn()
    {
        var now = Clock.RealtimeMilliseconds;
        lifecycle.Tick(now);
        ReadDeaths(now);
        var isSilent = Queue.Count == 0 && now - lastReceived >= SilenceMilliseconds;
        assembler.Advance(now);
        lifecycle.Advance(now, Math.Min(isSilent ? now : newestStamp, assembler.HeldSinceMilliseconds - 1));
        sink.Release(now - lifecycle.DelayMilliseconds - (long)WatchSink.SortDelay.TotalMilliseconds);
        Write();
    }

    private void ReadDeaths(long now)
    {
        if (accounting is null) return;
        while (accounting.TryRead(out var record))
        {
            lifecycle.Tick(Clock.RealtimeMilliseconds + 1);
            lifecycle.OnDeath(record, lastAccounting);
        }

        lastAccounting = now;
    }

    private void Write()
    {
        var lines = sink.Output.Written;
        while (!lines.IsEmpty)
        {
            var end = lines.IndexOf((byte)'\n');
            if (end < 0) break;
            target.Write(lines[..end]);
            lines = lines[(end + 1)..];
        }

        sink.Output.Clear();
        target.Flush();
        if (target.TakeLost() is var lost and > 0) CountLost(lost);
    }
}
