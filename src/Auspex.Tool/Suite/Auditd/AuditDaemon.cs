using System.Globalization;
using Auspex.Daemon;
using Auspex.Daemon.Configuration;
using Auspex.Daemon.Logs;
using Auspex.Daemon.Records;
using Auspex.Events;
using Auspex.Interpretation;
using Auspex.Kernel;
using Auspex.Linux.Control;
using Auspex.Linux.Daemon;
using Auspex.Linux.Loop;
using Auspex.Linux.Netlink;
using Auspex.Linux.Users;
using Auspex.Linux.Watching;
using Auspex.Threads;
using Auspex.Tool.Watching;
using Machine = Auspex.Linux.Loop.Machine;
using RecordType = Auspex.Tables.RecordType;

namespace Auspex.Tool.Suite.Auditd;

/// <summary>The running daemon: two threads, the one that receives and this one, which writes and does everything else.</summary>
/// <remarks>Source: auditd(8); spec 7.</remarks>
internal sealed partial class AuditDaemon : IDisposable
{
    private const int TickMilliseconds = 1000;
    private const int SilenceMilliseconds = 2000;
    private const int DrainMilliseconds = 500;
    private const int OverflowMilliseconds = 60_000;

    /// <summary>The log waits so long for a name, once, where the databases are late; the blocks of records that gather meanwhile have room.</summary>
    private static readonly TimeSpan NamePatience = TimeSpan.FromSeconds(1);

    private readonly AuditdOptions options;
    private readonly IDaemonNotices notices;
    private readonly DaemonActions actions;
    private readonly WorkerFailures failures;
    private readonly ClockWatch clock = new(Clock.RealtimeMilliseconds, Clock.BootMilliseconds);
    private readonly AuditControl? control;
    private readonly LogDisk? disk;
    private readonly LogWriter log;
    private readonly RecordWriter writer;
    private readonly DaemonOutputs outputs;
    private readonly DaemonNetwork network;
    private readonly DaemonMetrics metrics;
    private readonly SignalLatch signals = new(isDaemon: true);
    private readonly Poller signalPoller = new();
    private readonly PatientNames names;
    private readonly LossFile lossFile = new();
    private readonly HeapGuard heap = new(1 << 20, mayDouble: false);
    private readonly Action begin;
    private readonly RecordHandler handle;
    private readonly Action end;
    private DaemonConfig config;
    private RecordIntake? intake;
    private long lastTick;
    private long lastReport;
    private long lastReceived;
    private bool isSettled = true;
    private uint kernelLost;
    private long overflows;
    private long overflowTold = -OverflowMilliseconds;
    private long kernelLostSince;

    internal AuditDaemon(AuditdOptions options, DaemonConfig config, AuditControl? control, IDaemonNotices notices)
    {
        this.options = options;
        this.config = config;
        this.control = control;
        this.notices = notices;
        actions = new DaemonActions(notices, config.Extensions.PowerProgram);
        failures = new WorkerFailures(text => Tell(3, text));
        var flushes = new FlushTimes();
        disk = options.IsForeground ? null : new LogDisk(flushes, failures);
        log = new LogWriter(disk is null ? new StandardOutputDisk() : disk, config, actions, flushes);
        outputs = new DaemonOutputs(config, actions, ReportLoss, new RuleNames(control).Find, failures);
        var machine = new UserNames();
        names = new PatientNames(machine, NamePatience, failures, machine.Forget);
        var stamps = new DaemonStamps(TimeProvider.System, Random.Shared.Next(10_000));
        writer = new RecordWriter(log, config, NodeOf(config), names, stamps, outputs.Sinks)
        {
            ForgetNames = names.Forget,
            Storms = outputs.Storms,
        };
        network = new DaemonNetwork(writer, notices, control is not null, failures);
        metrics = new DaemonMetrics(writer, log, outputs, network, notices, () => intake, () => Status, failures);
        begin = BeginBlock;
        handle = writer.Write;
        end = writer.EndBatch;
        _ = signalPoller.Add(signals.Descriptor);
        signals.Woken = () => intake?.Wake();
    }

    /// <summary>Starts everything: what can be refused by looking is; then the auditor's place, so that a second daemon touches no file of the first.</summary>
    /// <returns>0, or the exit code; what was wrong has been told.</returns>
    internal int Start()
    {
        var writes = config.WritesLogs && !options.IsForeground;
        if (writes && LogDirectory.FindFault(config.LogFile) is { } fault) return Fail(6, fault);
        if (control is not null && config.HasLocalEvents && Register(control) is var refused and not 0) return refused;
        var tail = LogTail.None;
        if (writes)
        {
            LogDirectory.GiveToGroup(config);
            tail = LogDirectory.ReadTail(config.LogFile, Clock.RealtimeMilliseconds - Clock.BootMilliseconds, NodeOf(config));
            log.RemoveExcess();
        }

        if (log.Open() is var errno and not 0)
            return Fail(6, $"Could not open {config.LogFile}: {KernelErrorText(errno)}");
        if (control is not null && intake is not null && Enable(control) is var code and not 0) return code;

        // The first record of all is handed to plugins and outputs too; what the kernel sends meanwhile waits in the intake.
        outputs.Start(config);
        writer.WriteDaemonRecord(RecordType.DaemonStart, DaemonTexts.Start(config));
        writer.ContinueFrom(tail);
        TellKernelLoss();
        if (network.Start(config) is { } complaint)
        {
            writer.WriteDaemonRecord(RecordType.DaemonAbort, DaemonTexts.Abort("network-init"));
            return Fail(1, complaint);
        }

        metrics.Load(config);
        lastTick = lastReceived = Clock.MonotonicMilliseconds;
        return 0;
    }

    /// <summary>Runs until told to end. Whatever goes wrong on this thread, or on the one that receives: it ends in order.</summary>
    /// <returns>The exit code.</returns>
    internal int Run()
    {
        try
        {
            Tell(5, string.Create(CultureInfo.InvariantCulture, $"Init complete, auditd {Program.Version} listening for events (startup state {StartupState})"));
            while (intake?.Failure is null)
            {
                var caught = signals.Take();
                if ((caught & (CaughtSignals.Terminate | CaughtSignals.Interrupt)) != 0)
                {
                    End("op=terminate", "success");
                    return 0;
                }

                if (caught != CaughtSignals.None) OnSignals(caught);
                Turn();
            }

            Tell(1, $"Receiving audit records has failed: {intake.Failure.Message}");
        }
        catch (Exception e)
        {
            failures.Add("write", e);
        }

        return Abort();
    }

    /// <summary>Ends in order as far as that goes.</summary>
    /// <returns>The exit code.</returns>
    private int Abort()
    {
        try
        {
            End("op=error-halt", "failed");
        }
        catch (Exception e)
        {
            failures.Add("write", e);
            Tell(1, "The audit daemon is exiting, and could not end in order.");
        }

        return 1;
    }

    public void Dispose()
    {
        metrics.Dispose();
        network.Dispose();
        outputs.Dispose();
        intake?.Dispose();
        log.Dispose();
        disk?.Dispose();
        signals.Dispose();
        names.Dispose();
        control?.Dispose();
    }

    private string StartupState => options.Enables switch { true => "enable", false => "disable", _ => "nochange" };

    /// <summary>Takes the auditor's place, where it is free.</summary>
    private int Register(AuditControl kernel)
    {
        try
        {
            // Looked at first: the kernel asks an auditor whether he lives by a message, and takes one that has no room for it for dead.
            if (kernel.GetStatus().AuditorPid is var other and not 0 && ProcessName.Of((int)other) is { } name)
                return Fail(1, string.Create(CultureInfo.InvariantCulture, $"Another auditor is running already: {name}, pid {other}. The audit daemon is exiting."));
            intake = new RecordIntake(AuditReceiver.OpenAuditor(kernel), failures);
            AuditSession.RestoreWait(kernel);
            return 0;
        }
        catch (KernelException e)
        {
            return Fail(1, $"Unable to set audit pid, exiting ({e.Message})");
        }
    }

    /// <summary>Sets audit as the options say, and tells what the kernel has lost since the daemon before.</summary>
    private int Enable(AuditControl kernel)
    {
        try
        {
            kernelLost = kernel.GetStatus().Lost;
            kernelLostSince = Clock.RealtimeMilliseconds;
            if (options.Enables is { } enables && kernel.GetStatus().Enabled != EnabledState.Locked)
                kernel.SetEnabled(enables ? EnabledState.On : EnabledState.Off);
        }
        catch (KernelException e)
        {
            WriteAbort("set-enable");
            return Fail(1, $"Unable to set initial audit startup state to '{StartupState}', exiting ({e.Message})");
        }

        return 0;
    }

    private void WriteAbort(string operation)
    {
        writer.WriteDaemonRecord(RecordType.DaemonStart, DaemonTexts.Start(config));
        writer.WriteDaemonRecord(RecordType.DaemonAbort, DaemonTexts.Abort(operation));
    }

    /// <summary>What the kernel lost while no daemon of ours looked.</summary>
    private void TellKernelLoss()
    {
        if (intake is null) return;
        if (lossFile.Read() is { } before && kernelLost != before)
        {
            var count = kernelLost > before ? kernelLost - before : kernelLost;
            if (count > 0) writer.Lose(new LossRecord(LossCause.Kernel, count, 0, 0, lossFile.WrittenMilliseconds, kernelLostSince));
        }

        LossFile.Write(kernelLost);
    }

    private void Turn()
    {
        var now = Clock.MonotonicMilliseconds;
        var wait = (int)Math.Clamp(lastTick + TickMilliseconds - now, 0, TickMilliseconds);
        var hasRecords = intake is not null && intake.TryTake(wait, begin, handle, end);
        if (intake is null && wait > 0) _ = signalPoller.Wait(wait);
        now = Clock.MonotonicMilliseconds;
        if (hasRecords)
        {
            lastReceived = now;
            isSettled = false;
        }

        if (now - lastTick < TickMilliseconds) return;
        lastTick = now;
        Tick(now);
    }

    private void Tick(long now)
    {
        if (clock.TryFindStep(Clock.RealtimeMilliseconds, Clock.BootMilliseconds, out var step)) Tell(4, ClockWatch.TextOf(step));
        if (now - lastReceived >= TickMilliseconds) outputs.Storms?.Finish();
        if (actions.Reap()) writer.WithLog(static l => l.Resume());
        CheckKernel();
        if (!isSettled && now - lastReceived >= SilenceMilliseconds)
        {
            isSettled = true;
            writer.Settle();
        }

        writer.Tick();
        outputs.Tick();
        heap.Check();
        if (config.ReportInterval <= TimeSpan.Zero || now - lastReport < (long)config.ReportInterval.TotalMilliseconds) return;
        lastReport = now;
        WriteReport();
    }

    private void BeginBlock()
    {
        if (intake!.Overflows is var dropped && dropped != overflows) OnOverflow(dropped, Clock.MonotonicMilliseconds);
        writer.BeginBatch();
    }

    /// <summary>The socket has dropped messages: what is missing for it will be told in the log, and here that it happens.</summary>
    private void OnOverflow(long dropped, long now)
    {
        writer.WatchPieces();
        if (now - overflowTold >= OverflowMilliseconds)
        {
            overflowTold = now;
            Tell(4, string.Create(CultureInfo.InvariantCulture, $"The socket had no room for records of the kernel, {dropped - overflows} times"));
        }

        overflows = dropped;
    }

    /// <summary>What the kernel itself has lost, and whether we are still its auditor.</summary>
    private void CheckKernel()
    {
        if (control is null || intake is null) return;
        try
        {
            var status = control.GetStatus();
            Status = status;
            var now = Clock.RealtimeMilliseconds;
            if (status.Lost != kernelLost)
            {
                // A counter that went back was reset by somebody; what it counts since is lost too.
                var count = status.Lost > kernelLost ? status.Lost - kernelLost : status.Lost;
                if (count > 0) writer.Lose(new LossRecord(LossCause.Kernel, count, 0, 0, kernelLostSince, now));
                kernelLost = status.Lost;
                LossFile.Write(kernelLost);
            }

            kernelLostSince = now;
            if (status.AuditorPid == Machine.ProcessId || intake.TryRenew(control)) return;
            Tell(1, string.Create(CultureInfo.InvariantCulture, $"Another auditor (pid {status.AuditorPid}) has been registered: no records come here"));
        }
        catch (KernelException e)
        {
            Tell(3, $"The kernel does not answer: {e.Message}");
        }
    }

    /// <summary>Ends in order: what the kernel still holds is written first.</summary>
    private void End(string operation, string result)
    {
        var sender = SenderText();
        network.Stop();
        if (control is not null && intake is not null)
        {
            var until = Clock.MonotonicMilliseconds + DrainMilliseconds;
            try
            {
                while (Clock.MonotonicMilliseconds < until && intake.Failure is null && control.GetStatus().Backlog > 0) _ = intake.TryTake(10, begin, handle, end);
                control.Unregister();
            }
            catch (KernelException e)
            {
                Tell(3, $"The kernel was not told that we end: {e.Message}");
            }

            intake.Stop();
            while (!intake.IsDrained) _ = intake.TryTake(10, begin, handle, end);
            outputs.Storms?.Finish();
            writer.Settle();
        }

        writer.Tick();
        writer.WriteDaemonRecord(RecordType.DaemonEnd, $"{operation} {sender} res={result}");
        writer.WithLog(static l => l.FlushAll());
        outputs.Tick();
        outputs.Dispose(); // tells what plugins did not take
        writer.WithLog(static l => l.FlushAll());
        LossFile.Write(kernelLost);
        Tell(5, "The audit daemon is exiting.");
    }

    /// <summary>By the wall clock, which may have been set back meanwhile.</summary>
    private void ReportLoss(string consumer, long count, long from, long to) =>
        writer.Lose(new LossRecord(LossCause.Consumer, count, 0, 0, Math.Min(from, to), to, consumer));

    private byte[] NodeOf(DaemonConfig from)
    {
        var node = NodeName.Of(from, out var fault);
        if (fault is not null) Tell(3, fault);
        return node;
    }

    private int Fail(int code, string text)
    {
        Tell(3, text);
        return code;
    }

    private void Tell(int priority, string text) => notices.Tell(priority, text);

    private static string KernelErrorText(int errno) => Linux.Files.ErrorWords.Of(errno);
}
