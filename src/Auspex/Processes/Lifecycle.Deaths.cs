using Auspex.Events;

namespace Auspex.Processes;

/// <content>Deaths: exit calls joined with accounting, and whose death a death is when pids come again.</content>
internal sealed partial class Lifecycle
{
    /// <summary>How many ended processes are remembered for what is still told of them.</summary>
    private const int MaxRecentEnds = 4096;

    private readonly Dictionary<int, TrackedProcess> recentEnds = [];
    private readonly Queue<TrackedProcess> recentEndAges = new();
    private readonly Dictionary<int, long> formerStarts = []; // of processes told after their time, which are remembered nowhere else
    private readonly Queue<(TrackedProcess Process, long Until)> exits = new();
    private readonly ThreadSignals threadSignals = new();

    /// <summary>Deaths of which no process was known that could have died.</summary>
    public long StrayDeaths { get; private set; }

    private void ApplyExitThread(ProcessFact fact, TrackedProcess process)
    {
        process.HasThreadExit = true;
        process.LastThreadCode = fact.Value;
        process.LastExitValue = process.LastExitValue is null || process.LastExitValue == fact.Value ? fact.Value : -1;
        process.Threads--;
        if (options.HasAccounting || process.Threads > 0) return; // accounting tells when the last thread is gone, and how
        if (info is not null && options.IsLive && info.Classify(process.Pid) == TaskKind.Process) return;
        var value = process.LastExitValue.Value;
        End(process, new ProcessEnd
        {
            Kind = value < 0 ? ProcessEndKind.Unknown : ProcessEndKind.Code,
            Value = Math.Max(value, 0),
            Milliseconds = fact.Milliseconds,
            Duration = DurationUntil(process, fact.Milliseconds),
        }, ProcessSources.Audit);
    }

    private void ApplyExitGroup(ProcessFact fact, TrackedProcess process)
    {
        if (process.Exiting is not null) return; // two threads at once: accounting will tell which code won
        var exiting = new PendingExit(fact.Value, fact.Milliseconds);
        process.Exiting = exiting;
        if (!options.HasAccounting) End(process, FromExit(process, exiting), ProcessSources.Audit);
        else if (DeathBy(process, fact.Value) is { } death) EndNow(process, death);
        else exits.Enqueue((process, clock + patience));
    }

    private void EndByAbend(TrackedProcess process) => End(process, new ProcessEnd
    {
        Kind = ProcessEndKind.Signal,
        Value = process.AbendSignal,
        Milliseconds = process.AbendMilliseconds,
        Duration = DurationUntil(process, process.AbendMilliseconds),
    }, ProcessSources.Audit);

    /// <summary>True when the facts show that the pid has a new owner, and <paramref name="fact"/> is about that one.</summary>
    private bool IsOver(TrackedProcess process, ProcessFact fact)
    {
        if (fact.Kind == ProcessFactKind.Death) return false; // deaths come in order, one for each owner
        var fork = MatchingFork(forks, fact);
        if (fork is not null && IsOwnOrOlder(process, fork)) fork = null;
        if (!CanHaveParent(process.Parent, fact.ParentPid) && fact.Kind != ProcessFactKind.Abend) return true;
        if (fork is null) return IsOfOther(process, fact) || (process.Exiting is not null && fact.Kind == ProcessFactKind.Exec);
        if (fork.Pid != fact.ParentPid && process.ParentPid == fact.ParentPid) return false;
        if (process.Exiting is not null || fork.Milliseconds < fact.Milliseconds) return fact.Kind != ProcessFactKind.ExitThread;

        // Both within one tick of the clock: the death decides whose fact it is.
        if (FirstFitting(process) is not { Death: var death } end)
            return fact.ParentPid == fork.Pid && fact.ParentPid != process.ParentPid;
        return fact.Kind switch
        {
            ProcessFactKind.ExitGroup or ProcessFactKind.ExitThread when process.HasThreadExit && death.Signal == 0 =>
                IsExitOfNext(end, fact),
            ProcessFactKind.ExitGroup or ProcessFactKind.ExitThread => death.Signal != 0 || death.Code != fact.Value,
            ProcessFactKind.Exec when death.NeverExeced && !process.HadThreads => true, // an exec by a thread does not count there
            ProcessFactKind.Exec => process.Execs > 0 && (IsLastExecOfNext(process)
                || (Same(death.Comm, process.Comm) && !Same(death.Comm, fact.Comm))),
            ProcessFactKind.Abend => death.Signal != fact.Value,
            _ => false,
        };
    }

    /// <summary>
    /// Where no fork is known: a living process gets another parent only by an ancestor that adopts it, and its session changes only
    /// while it logs somebody in. With both it is another process, and so it is with a parent that began after it.
    /// </summary>
    private bool IsOfOther(TrackedProcess process, ProcessFact fact)
    {
        if (fact.Kind == ProcessFactKind.Abend || process.ParentPid <= 0 || fact.ParentPid == process.ParentPid) return false;
        if (Table.Find(fact.ParentPid) is { IsStartUncertain: false } parent
            && parent.BornMilliseconds > process.BornMilliseconds + StartTolerance) return true;
        var session = process.Credentials.Session;
        return fact.Credentials.Session != session && (session != Credentials.Unset || fact.ParentPid > 1);
    }

    /// <summary>
    /// Where the leading thread may have ended by itself, accounting has its code, with which no other exit can be compared. It is the
    /// next owner's when that one's death says so, and no other call is there that can have been its.
    /// </summary>
    private bool IsExitOfNext(ProcessFact end, ProcessFact exit)
    {
        if (end.Next is not { Death: { Signal: 0 } next } || next.Code != exit.Value) return false;
        for (var other = actors.First(exit.Pid); other is not null; other = other.Next)
        {
            if (other.Kind == exit.Kind && other.Value == exit.Value) return false;
        }

        return true;
    }

    /// <summary>A fork that is no later than the process's birth; of an inferred one it may be the very record of the birth.</summary>
    private static bool IsOwnOrOlder(TrackedProcess process, ProcessFact fork) => process.IsBirthInferred
        ? fork.Milliseconds <= process.BornMilliseconds + StartTolerance
        : fork.Milliseconds < process.BornMilliseconds;

    private static bool Same(byte[]? a, byte[]? b) => a.AsSpan().SequenceEqual(b);

    /// <summary>
    /// True when the pid's next owner has died too and had done an exec, and no further exec waits: then the one in hand is its.
    /// </summary>
    private bool IsLastExecOfNext(TrackedProcess process)
    {
        if (FirstFitting(process)?.Next is not { } next || next.Death.NeverExeced) return false;
        for (var fact = actors.First(process.Pid); fact is not null; fact = fact.Next)
        {
            if (fact.Kind == ProcessFactKind.Exec) return false;
        }

        return true;
    }

    /// <summary>The waiting death that exit_group with <paramref name="code"/> led to. A leading thread that had left has its own code there.</summary>
    private ProcessFact? DeathBy(TrackedProcess process, int code) =>
        (process.HasThreadExit ? null : FirstFitting(process, code)) ?? FirstFitting(process);

    /// <summary>The first waiting death of an owner of the pid that ended by exit_group with <paramref name="code"/>.</summary>
    private ProcessFact? FirstFitting(TrackedProcess process, int code)
    {
        for (var death = deaths.First(process.Pid); death is not null; death = death.Next)
        {
            if (Fits(death.Death, process) && death.Death.Signal == 0 && death.Death.Code == code) return death;
        }

        return null;
    }

    /// <summary>The first waiting death that can be this process's.</summary>
    private ProcessFact? FirstFitting(TrackedProcess process)
    {
        for (var death = deaths.First(process.Pid); death is not null; death = death.Next)
        {
            if (Fits(death.Death, process)) return death;
        }

        return null;
    }

    /// <summary>
    /// A death that cannot be that of the pid's present owner: of one before it, of whose life nothing was seen. It is told whole,
    /// without a place in the table.
    /// </summary>
    private void TellOfFormerOwner(ProcessFact fact)
    {
        if (recentEnds.TryGetValue(fact.Pid, out var ended) && ended.End is { UserTime: null } && Fits(fact.Death, ended)) return;
        StrayDeaths++;
        var fork = ForkInOtherNamespace(fact, isLastResort: true);
        if (fork is not null) candidates.Remove(fork);
        var parent = FindLast(fact.ParentPid);
        var sources = fork is null ? ProcessSources.Accounting : ProcessSources.Audit;
        var start = fork?.Milliseconds ?? fact.Death.EarliestStart + 20;
        var process = NewProcess(fact.Pid, start, fork?.Maker ?? parent, fork ?? fact, sources);
        process.ParentPid = fact.ParentPid;
        process.IsBirthInferred = process.IsStartUncertain = fork is null;
        if (formerStarts.Count >= MaxRecentEnds) formerStarts.Clear();
        formerStarts[fact.Pid] = process.Key.StartMilliseconds;
        sink.OnProcess(new ProcessEvent(ProcessEventKind.Fork, start, process, sources, fork?.AuditKey));
        process.End = EndOf(process, fact, fact.NotBefore);
        sink.OnProcess(new ProcessEvent(ProcessEventKind.Exit, process.End.Milliseconds, process, ProcessSources.Accounting, null));
        memory.Forget(process);
    }

    /// <summary>True when <paramref name="process"/> began when the one that died began, as exactly as both are known.</summary>
    private static bool Fits(in ProcessDeath death, TrackedProcess process) =>
        CanHaveParent(process.Parent, death.ParentPid) && (process.IsStartUncertain
            ? death.EarliestStart <= process.Key.StartMilliseconds
            : death.LatestStart >= process.Key.StartMilliseconds - StartTolerance
              && death.EarliestStart <= process.Key.StartMilliseconds + 1000);

    /// <summary>A fact about a process that has been reported dead: nothing new, but a fork may still have been under way.</summary>
    private bool IsLeftover(ProcessFact fact, out TrackedProcess? ended)
    {
        if (!recentEnds.TryGetValue(fact.Pid, out ended)) return false;
        var isOld = fact.Kind == ProcessFactKind.Death
            ? ended.End is { UserTime: null } && Fits(fact.Death, ended)
            : fact.Milliseconds <= ended.End!.Milliseconds + (IsExitBeside(fact, ended) ? StartTolerance : 0)
              && CanHaveParent(ended.Parent, fact.ParentPid)
              && MatchingFork(forks, fact) is null && MatchingFork(candidates.ByChild, fact) is null;
        if (isOld && fact.Kind == ProcessFactKind.Death) recentEnds.Remove(fact.Pid);
        if (!isOld || fact.Kind != ProcessFactKind.Fork) ended = null;
        return isOld;
    }

    /// <summary>Threads that end at the same time are recorded in any order, and the clock may tick between.</summary>
    private static bool IsExitBeside(ProcessFact fact, TrackedProcess ended) =>
        fact.Kind is ProcessFactKind.ExitThread or ProcessFactKind.ExitGroup && ended.HadThreads && fact.ParentPid == ended.ParentPid;

    /// <summary>The pid's owner must have died before <paramref name="fact"/>: by its death if that has come, else without one.</summary>
    private void EndBefore(TrackedProcess process, ProcessFact fact)
    {
        if (FirstFitting(process) is { } death)
        {
            EndNow(process, death);
            return;
        }

        if (process.Exiting is { } exiting)
        {
            End(process, FromExit(process, exiting), ProcessSources.Audit);
            return;
        }

        End(process, new ProcessEnd { Milliseconds = fact.Milliseconds }, ProcessSources.None);
    }

    private void EndNow(TrackedProcess process, ProcessFact death)
    {
        Unindex(death);
        death.IsApplied = true;
        End(process, death, death.NotBefore);
    }

    /// <summary>Accounting says that it is dead.</summary>
    private void End(TrackedProcess process, ProcessFact fact, long notBefore)
    {
        var isSeen = process.Exiting is not null || process.AbendSignal != 0;
        if (!isSeen && IsKilledAfterLeader(process, fact.Death))
            process.ThreadSignal = threadSignals.Take(process.Pid, process.BornMilliseconds);
        var end = EndOf(process, fact, notBefore);
        process.Comm = fact.Death.Comm ?? process.Comm;
        End(process, end, ProcessSources.Accounting | (isSeen ? ProcessSources.Audit : ProcessSources.None)
            | (process.ThreadSignal != 0 ? ProcessSources.Proc : ProcessSources.None));
    }

    private ProcessEnd EndOf(TrackedProcess process, ProcessFact fact, long notBefore)
    {
        var death = fact.Death;
        var exiting = process.Exiting;
        var milliseconds = exiting?.Milliseconds ?? TimeOfDeath(process, death, notBefore, fact.Seen);
        var (kind, value) = HowItEnded(process, death);
        return new ProcessEnd
        {
            Kind = kind,
            Value = value,
            CoreDumped = death.CoreDumped,
            Milliseconds = milliseconds,
            Duration = exiting is null || process.IsStartUncertain ? death.Elapsed : DurationUntil(process, milliseconds),
            UserTime = death.UserTime,
            SystemTime = death.SystemTime,
            VirtualBytes = death.VirtualBytes,
            MinorFaults = death.MinorFaults,
            MajorFaults = death.MajorFaults,
        };
    }

    /// <summary>
    /// Accounting has the status of the leading thread. Where that had ended by itself before the others, wait(2) tells another:
    /// that of exit_group, of the signal that killed the rest, or of the thread that ended last (kernels since 6.1).
    /// </summary>
    private (ProcessEndKind Kind, int Value) HowItEnded(TrackedProcess process, in ProcessDeath death)
    {
        if (death.Signal != 0) return (ProcessEndKind.Signal, death.Signal);
        if (!process.HasThreadExit && !IsLeaderLeaving(process, death)) return (ProcessEndKind.Code, death.Code);
        if (process.Exiting is { } exiting) return (ProcessEndKind.Code, exiting.Code);
        return IsKilledAfterLeader(process, death)
            ? (ProcessEndKind.Signal, process.AbendSignal != 0 ? process.AbendSignal : process.ThreadSignal)
            : (ProcessEndKind.Code, process.LastThreadCode);
    }

    /// <summary>
    /// True when the leading thread ended by itself while another called exit_group: its record comes after the other's, and accounting
    /// has its code.
    /// </summary>
    private bool IsLeaderLeaving(TrackedProcess process, in ProcessDeath death)
    {
        if (process.Exiting is not { } exiting || exiting.Code == death.Code) return false;
        for (var fact = actors.First(process.Pid); fact is not null; fact = fact.Next)
        {
            if (fact.Kind == ProcessFactKind.ExitThread && fact.Value == death.Code
                && fact.Milliseconds <= exiting.Milliseconds + StartTolerance) return true;
        }

        return false;
    }

    /// <summary>True when a signal killed what was left of a process whose leading thread had ended by itself: accounting does not name it.</summary>
    private static bool IsKilledAfterLeader(TrackedProcess process, in ProcessDeath death) =>
        death is { Signal: 0, HasSignalledThread: true } && process is { HasThreadExit: true, Exiting: null, Threads: > 0 };

    private void End(TrackedProcess process, ProcessEnd end, ProcessSources sources)
    {
        process.End = end;
        Table.Remove(process);
        Remember(process);
        sink.OnProcess(new ProcessEvent(ProcessEventKind.Exit, end.Milliseconds, process, sources, null));
        process.Exiting = null;
        memory.End(process);
    }

    private void Remember(TrackedProcess process)
    {
        recentEnds[process.Pid] = process;
        recentEndAges.Enqueue(process);
        if (recentEndAges.Count <= MaxRecentEnds) return;
        var oldest = recentEndAges.Dequeue();
        if (recentEnds.TryGetValue(oldest.Pid, out var known) && ReferenceEquals(known, oldest)) recentEnds.Remove(oldest.Pid);
        if (options.KeepsHistory) return;

        // It stays as the parent of those that live, and of its own line only who can still adopt them.
        memory.Forget(oldest);
        oldest.Parent = LivingAncestor(oldest);
    }

    private static TrackedProcess? LivingAncestor(TrackedProcess process)
    {
        var ancestor = process.Parent;
        for (var level = 0; ancestor is { End: not null } && level < MaxDepth; level++) ancestor = ancestor.Parent;
        return ancestor is { End: null } ? ancestor : null;
    }

    /// <summary>Start plus elapsed is good to a few hundredths; what was seen of the process, and of the file, bounds it.</summary>
    private long TimeOfDeath(TrackedProcess process, in ProcessDeath death, long notBefore, long seen)
    {
        if (process.AbendSignal != 0) return process.AbendMilliseconds;
        var time = process.IsStartUncertain
            ? death.Second * 1000
            : process.Key.StartMilliseconds + (long)death.Elapsed.TotalMilliseconds;
        time = Math.Clamp(time, death.Second * 1000, (death.Second * 1000) + 999);
        if (options.IsLive && notBefore < seen) time = Math.Clamp(time, notBefore, seen);
        return Math.Max(time, process.LastMilliseconds);
    }

    private static ProcessEnd FromExit(TrackedProcess process, PendingExit exiting) => new()
    {
        Kind = ProcessEndKind.Code,
        Value = exiting.Code,
        Milliseconds = exiting.Milliseconds,
        Duration = DurationUntil(process, exiting.Milliseconds),
    };

    private static TimeSpan? DurationUntil(TrackedProcess process, long milliseconds) =>
        process.IsStartUncertain ? null : TimeSpan.FromMilliseconds(Math.Max(0, milliseconds - process.Key.StartMilliseconds));

    /// <summary>Exits that accounting has not confirmed in time are reported as audit saw them.</summary>
    private void EndExits(bool isEnd)
    {
        while (exits.TryPeek(out var exit) && (isEnd || exit.Until <= clock || exit.Process.End is not null))
        {
            exits.Dequeue();
            if (exit.Process.End is not null || exit.Process.Exiting is not { } exiting) continue;
            if (exit.Until <= clock) sink.OnLost(new Loss(1, LossReason.Accounting, exiting.Milliseconds, exiting.Milliseconds) { Node = options.Node });
            End(exit.Process, FromExit(exit.Process, exiting), ProcessSources.Audit);
        }
    }
}
