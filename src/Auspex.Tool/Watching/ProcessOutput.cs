using Auspex.Daemon;
using Auspex.Daemon.Queues;
using Auspex.Kernel;
using Auspex.Linux.Accounting;
using Auspex.Linux.Loop;
using Auspex.Linux.Outputs;
using Auspex.Linux.Procfs;
using Auspex.Linux.Users;
using Auspex.Processes;
using Auspex.Records;
using Auspex.Threads;

namespace Auspex.Tool.Watching;

/// <summary>Process monitoring inside the daemon: the lives of processes from the daemon's own records, as lines of <c>watch --json</c>.</summary>
/// <remarks>It adds no rules: those of 40-process.rules have to be loaded. Deaths by signal come from accounting, as in <see cref="LiveWatch"/>.</remarks>
internal sealed class ProcessOutput : QueuedOutput
{
    private const int SilenceMilliseconds = 100;

    private readonly Func<ILineTarget?> open;
    private readonly Func<ProcessAccounting?> openAccounting;
    private readonly SteadyClock clock = new();
    private ILineTarget? target; // while it is open, as all the following
    private ProcessAccounting? accounting;
    private LiveLives lives = null!;
    private WatchSink sink = null!;
    private bool hasBegun;
    private long lastReceived;

    /// <summary>An output that is not started yet.</summary>
    /// <param name="open">Opens where lines go, on the output's thread; null when it cannot be, which it has told.</param>
    /// <param name="openAccounting">Turns accounting on, or joins what is on; null to do without.</param>
    /// <param name="spill">Where the queue goes on when memory is full, or null.</param>
    /// <param name="failures">Where its failures are counted.</param>
    internal ProcessOutput(Func<ILineTarget?> open, Func<ProcessAccounting?> openAccounting, SpillFile? spill, WorkerFailures failures)
        : base("processes", spill, failures)
    {
        this.open = open;
        this.openAccounting = openAccounting;
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
            fault = $"Process accounting cannot be used, so deaths by signal are not seen: {FailureWords.Of(e)}";
            return null;
        }
    }

    /// <inheritdoc/>
    protected override int IdleMilliseconds => 50;

    /// <inheritdoc/>
    /// <remarks>All that the kernel numbers: a serial that never came would be a loss.</remarks>
    protected override bool Wants(in DaemonRecord record) => record.Origin == RecordOrigin.Kernel;

    /// <inheritdoc/>
    protected override DaemonRecord Needed(in DaemonRecord record) => Lifecycle.Keeps(record.Type) ? record : record.StampOnly;

    /// <inheritdoc/>
    protected override bool TryOpen()
    {
        target = open();
        if (target is null) return false;
        accounting = openAccounting();
        MakeLives();
        return true;
    }

    /// <inheritdoc/>
    protected override void OnTaken(in DaemonRecord record)
    {
        if (!hasBegun) Begin();
        lives.Push(RecordReader.ParseKernel(record.Type, record.Payload));
    }

    /// <inheritdoc/>
    protected override void OnTaken()
    {
        lastReceived = clock.Now;
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
        lives.Flush();
        Write();
    }

    /// <inheritdoc/>
    protected override void Close()
    {
        accounting?.Dispose();
        target!.Dispose();
    }

    /// <inheritdoc/>
    /// <remarks>What was known of the living is doubtful now: it begins anew with those that /proc shows.</remarks>
    protected override int Recover()
    {
        MakeLives();
        hasBegun = false;
        return 1;
    }

    private void MakeLives()
    {
        var proc = new ProcFs();
        sink = new WatchSink(new WatchOptions { IsJson = true, ShowsSnapshot = true, IsQuiet = true }, new UserNames(), proc.BootId, clock);
        lives = new LiveLives(sink, accounting, proc, clock);
    }

    private void Begin()
    {
        hasBegun = true;
        lastReceived = clock.Now;
        lives.Begin();
        Write();
    }

    private void Turn()
    {
        var now = lives.Tick();
        lives.ReadDeaths();
        lives.Advance(now, hasAll: Queue.Count == 0 && now - lastReceived >= SilenceMilliseconds);
        Write();
    }

    private void Write()
    {
        var lines = sink.Output.Written;
        while (!lines.IsEmpty)
        {
            var end = lines.IndexOf((byte)'\n');
            if (end < 0) break;
            target!.Write(lines[..end]);
            lines = lines[(end + 1)..];
        }

        sink.Output.Clear();
        target!.Flush();
        if (target.TakeLost() is var lost and > 0) CountLost(lost);
    }
}
