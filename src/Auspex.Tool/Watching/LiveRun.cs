using Auspex.Events;
using Auspex.Interpretation;
using Auspex.Kernel;
using Auspex.Linux.Accounting;
using Auspex.Linux.Connector;
using Auspex.Linux.Control;
using Auspex.Linux.Loop;
using Auspex.Linux.Procfs;
using Auspex.Linux.Users;
using Auspex.Linux.Watching;
using Auspex.Threads;

namespace Auspex.Tool.Watching;

/// <summary><c>auspex watch</c>, live, from its start to its end: stretches of watching, with a stop (Ctrl-Z) between them.</summary>
/// <remarks>
/// A stopped program takes no records, and then the whole machine waits with it. So before it lets itself be stopped everything is put back, as at
/// the end; when it goes on, watching begins anew, and what was missed is told as a loss. At the end, too, all is put back before anything waits for
/// a reader.
/// </remarks>
internal sealed class LiveRun : IDisposable
{
    /// <summary>The signals that end it.</summary>
    internal const CaughtSignals Ends = CaughtSignals.Interrupt | CaughtSignals.Terminate | CaughtSignals.Hangup;

    private const int Niceness = -10;
    private const int PatienceMilliseconds = 5_000;

    /// <summary>The thread that takes records asks for names: it waits no longer, and the socket has room for so long a storm.</summary>
    private static readonly TimeSpan NamePatience = TimeSpan.FromMilliseconds(100);

    private readonly WatchOptions options;
    private readonly SignalLatch signals = new(catchesStop: true);
    private readonly RecordLog? records;
    private readonly SteadyClock clock = new();
    private readonly PatientNames names;
    private readonly WatchSink sink;
    private readonly WatchOutput output;
    private readonly long started = Clock.MonotonicMilliseconds;
    private bool isRestored = true;

    private LiveRun(WatchOptions options)
    {
        this.options = options;
        ProcessSignal.IgnoreBackgroundStop();
        records = options.RecordFile is null ? null : RecordLog.Open(options.RecordFile, options.HasAccounting);
        names = new PatientNames(new UserNames(), NamePatience, new WorkerFailures());
        sink = new WatchSink(options, names, new ProcFs().BootId, clock);
        output = new WatchOutput(options, sink);
    }

    /// <summary>Watches until a signal, the time or the count.</summary>
    internal static int Run(WatchOptions options)
    {
        using var run = new LiveRun(options);
        return run.Run();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        output.Dispose();
        names.Dispose();
        records?.Dispose();
        signals.Dispose();
    }

    private int Run()
    {
        // In a storm the kernel waits for this thread only a moment: it must get its turn among those who make the storm, as auditd does.
        _ = Machine.TryBeNice(Niceness);
        sink.WriteHeader();
        while (true)
        {
            var end = WatchOnce();
            if (end == StretchEnd.Refused) return 1;
            if (end != StretchEnd.Stopped) return Finish(end);
            var stopped = Clock.RealtimeMilliseconds;
            ProcessSignal.StopSelf();
            sink.OnLost(new Loss(0, LossReason.Stopped, stopped, Clock.RealtimeMilliseconds));
        }
    }

    /// <summary>Watches until something ends it, and puts everything back.</summary>
    private StretchEnd WatchOnce()
    {
        // Accounting first: an exit that audit tells must not wait for a confirmation that was written before.
        using var accounting = StartAccounting(out var complaint);
        using var session = StartAudit(out var refusal);
        if (session is null && accounting is null)
        {
            output.TellAlways(refusal!);
            return StretchEnd.Refused;
        }

        // Only refines what the other two tell together: without it some signals are not known, as docs/accounting.md says.
        using var connector = session is null || accounting is null ? null : ExitConnector.TryStart(out _);
        output.Tell(refusal);
        output.Tell(complaint);
        foreach (var notice in session?.Notices ?? []) output.Tell(notice.Text);
        var watch = new LiveWatch(options, session, accounting, connector, signals, clock, sink, output, records);
        var end = watch.Run(options.Duration is { } duration ? started + (long)duration.TotalMilliseconds : long.MaxValue);
        PutBack(session, accounting);
        return end;
    }

    private void PutBack(AuditSession? session, ProcessAccounting? accounting)
    {
        session?.Close();
        accounting?.Dispose();
        var left = (session?.Notices ?? []).Where(n => n.Kind == NoticeKind.NotRestored).Select(n => n.Text).ToList();
        if (accounting?.Complaint is { } complaint) left.Add(complaint);
        foreach (var sentence in left) output.TellAlways(sentence);
        isRestored &= left.Count == 0;
    }

    /// <summary>Nothing of the kernel is held any more: now there is time for the reader.</summary>
    private int Finish(StretchEnd end)
    {
        records?.Finish();
        output.Finish();
        var isRead = output.WaitForReader(signals, end == StretchEnd.Signal, PatienceMilliseconds);
        if (output.Failure is { } failure) output.TellAlways(failure.Message);
        else if (!isRead) output.TellAlways("The last lines were not written: nobody took them.");
        if (records?.Complaint is { } complaint) output.TellAlways(complaint);
        output.Tell(WatchSummary.Of(sink.Counts, TimeSpan.FromMilliseconds(Clock.MonotonicMilliseconds - started), options.Filter.IsActive));
        return isRestored && isRead && output.Failure is null && records?.Complaint is null ? 0 : 1;
    }

    private AuditSession? StartAudit(out string? refusal)
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

    private ProcessAccounting? StartAccounting(out string? complaint)
    {
        complaint = null;
        if (!options.HasAccounting) return null;
        try
        {
            return ProcessAccounting.Start(new AccountingOptions { FollowPath = options.AccountingFile });
        }
        catch (Exception e) when (e is KernelException or IOException or UnauthorizedAccessException)
        {
            complaint = $"Process accounting cannot be used, so deaths by signal are not seen: {FailureWords.Of(e)}";
            return null;
        }
    }
}
