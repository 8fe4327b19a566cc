using Auspex.Events;

namespace Auspex.Processes;

/// <content>Births: which fork made which process, and what to do where none is known.</content>
internal sealed partial class Lifecycle
{
    /// <summary>The most forks and facts kept beyond their turn.</summary>
    private const int MaxHeld = 1 << 16;

    /// <summary>How far /proc's hundredths and audit's clock ticks may part, in milliseconds.</summary>
    private const long StartTolerance = 30;

    /// <summary>kthreadd, which makes the kernel's own threads, has this pid since it is the second process of a boot.</summary>
    private const int KernelThreadParent = 2;

    /// <summary>How deep forks are looked up for forks before it must be nonsense.</summary>
    private const int MaxDepth = 64;

    private readonly HeldForks candidates = new();
    private readonly FactIndex orphans = new(); // facts of processes whose fork should still come, by pid
    private readonly Queue<(int Pid, long Until)> orphanAges = new();
    private int depth;
    private bool isEnding;

    /// <summary>The process that a fact is about, after everything that must have happened before it.</summary>
    /// <returns>Null when there is nothing to do, or when the fact is held since the record of the birth may still come.</returns>
    private TrackedProcess? Resolve(ProcessFact fact)
    {
        var pid = fact.Pid;
        var process = Table.Find(pid);
        var isOfNext = process is not null && IsOver(process, fact);
        if (isOfNext)
        {
            EndBefore(process!, fact);
            process = null;
        }

        if (process is not null && fact.Kind == ProcessFactKind.Death && !Fits(fact.Death, process))
        {
            TellOfFormerOwner(fact);
            return null;
        }

        if (process is not null) return process;
        if (!isOfNext && IsLeftover(fact, out var ended)) return ended;
        process = FindBirth(fact, isLastResort: false);
        if (process is not null) return process;
        if (orphans.First(pid) is null && !ShouldWait(fact)) return FindBirth(fact, isLastResort: true) ?? Infer(fact);
        Hold(fact);
        return null;
    }

    /// <summary>Looks for the fork that made the process of <paramref name="fact"/>, and lets it take effect now.</summary>
    private TrackedProcess? FindBirth(ProcessFact fact, bool isLastResort)
    {
        if (depth >= MaxDepth) return null;
        depth++;
        try
        {
            if (MatchingFork(forks, fact) is { } fork)
            {
                Unindex(fork);
                fork.IsApplied = true;
                if (Resolve(fork) is { } parent)
                {
                    Refresh(parent, fork);
                    return Birth(fact.Pid, fork, parent);
                }
            }

            var candidate = MatchingFork(candidates.ByChild, fact) ?? ForkInOtherNamespace(fact, isLastResort);
            if (candidate is null) return null;
            candidates.Remove(candidate);
            if (candidate is { CloneFlags: null, Maker: { } caller }) caller.Threads--;
            if ((candidate.Maker ?? FindLast(candidate.Pid)) is not { } maker) return null;
            if (candidate.Child != fact.Pid && candidate.CloneFlags is not null) maker.IsInNestedNamespace = true;
            return Birth(fact.Pid, candidate, maker);
        }
        finally
        {
            depth--;
        }
    }

    /// <summary>
    /// The first fork that can have made the process of <paramref name="fact"/>: by the parent that the fact names, or else by one
    /// whose orphan that parent can have taken over.
    /// </summary>
    private ProcessFact? MatchingFork(FactIndex index, ProcessFact fact)
    {
        ProcessFact? other = null;
        for (var fork = index.First(fact.Pid); fork is not null; fork = fork.Next)
        {
            if (IsThreadFork(fork) || !IsNotAfter(fork, fact)) continue;
            if (fork.Pid == fact.ParentPid) return fork;
            if (other is null && FindLast(fork.Pid) is var maker && CanHaveParent(maker, fact.ParentPid)
                && (maker is null || fact.ParentPid <= 1 || IsEnding(maker)))
                other = fork;
        }

        return other;
    }

    /// <summary>True when a fork's call began no later than what <paramref name="fact"/> tells; a death is known to the second.</summary>
    private static bool IsNotAfter(ProcessFact fork, ProcessFact fact) =>
        fact.Kind == ProcessFactKind.Death
            ? fork.Milliseconds <= fact.Death.LatestStart && fork.Milliseconds >= fact.Death.EarliestStart - 1000
            : fork.Milliseconds <= fact.Milliseconds;

    /// <summary>The same for a fact and those that follow it in its list: a death alone would be too coarse.</summary>
    private static bool IsNotAfterAll(ProcessFact fork, ProcessFact? facts)
    {
        for (var fact = facts; fact is not null; fact = fact.Next)
        {
            if (!IsNotAfter(fork, fact)) return false;
        }

        return true;
    }

    private static bool IsThreadFork(ProcessFact fork) => (fork.CloneFlags & ProcessFact.CloneThread) is > 0;

    /// <summary>The process that has the pid, or had it last.</summary>
    private TrackedProcess? FindLast(int pid) => Table.Find(pid) ?? recentEnds.GetValueOrDefault(pid);

    /// <summary>The record of a birth should come when the parent is known to make records, or waits for its own birth.</summary>
    private bool ShouldWait(ProcessFact fact) =>
        fact.ParentPid > 0 && orphans.Count < MaxHeld && !isEnding
        && (Table.Find(fact.ParentPid) is { } parent ? parent.HasAuditContext : orphans.First(fact.ParentPid) is not null);

    private void Hold(ProcessFact fact)
    {
        fact.IsHeld = true;
        if (orphans.First(fact.Pid) is null) orphanAges.Enqueue((fact.Pid, clock + patience));
        orphans.Add(fact.Pid, fact);
    }

    /// <summary>A process of which no fork is known: begun from /proc, from accounting, or from its first fact.</summary>
    private TrackedProcess Infer(ProcessFact fact)
    {
        EndOrphanedParent(fact);
        if (Table.Find(fact.Pid) is { } born) return born; // made by what its parent had waiting
        var start = fact.Milliseconds;
        var sources = ProcessSources.Audit;
        var uncertain = true;
        ProcessSnapshot? snapshot = null;
        if (fact.Kind == ProcessFactKind.Death)
        {
            start = Math.Max(fact.Death.EarliestStart + 20, Math.Min(fact.NotBefore, (fact.Death.Second * 1000) + 999)
                - (long)fact.Death.Elapsed.TotalMilliseconds);
            sources = ProcessSources.Accounting;
        }
        else if (info is not null && info.TryRead(fact.Pid, out snapshot) && snapshot.StartMilliseconds <= fact.Milliseconds + 20)
        {
            start = Math.Min(snapshot.StartMilliseconds, fact.Milliseconds);
            sources |= ProcessSources.Proc;
            uncertain = false;
        }
        else if (deaths.First(fact.Pid) is { } death)
        {
            start = Math.Min(fact.Milliseconds, death.Death.LatestStart);
            sources |= ProcessSources.Accounting;
        }

        var parent = FindLast(fact.ParentPid);
        if (fact.Kind == ProcessFactKind.Death && parent is not null) start = Math.Max(start, parent.BornMilliseconds);
        var process = NewProcess(fact.Pid, start, parent, fact, sources);
        process.ParentPid = fact.ParentPid;
        process.IsBirthInferred = true;
        process.IsStartUncertain = uncertain;
        Announce(process, start, sources, null);
        return process;
    }

    /// <summary>A parent that waits for its own birth waits no longer: its child is told after it.</summary>
    private void EndOrphanedParent(ProcessFact fact)
    {
        if (Table.Find(fact.ParentPid) is not null || orphans.First(fact.ParentPid) is null || depth >= MaxDepth) return;
        depth++;
        EndOrphan(fact.ParentPid);
        depth--;
    }

    /// <summary>A fork's turn: its child is a thread, a process, known already, or not yet known which.</summary>
    private void ApplyFork(ProcessFact fork, TrackedProcess parent)
    {
        if (IsThreadFork(fork))
        {
            parent.AddThread();
            return;
        }

        if (Table.Find(fork.Child) is { } existing && existing.ParentPid == parent.Pid && WasFoundLiving(existing)
            && existing.Key.StartMilliseconds >= fork.Milliseconds - StartTolerance)
        {
            Adopt(existing, fork, parent);
            return;
        }

        switch (Judge(fork, parent))
        {
            case TaskKind.Process:
                Birth(fork.Child, fork, parent);
                break;
            case TaskKind.Thread:
                parent.AddThread();
                break;
            default:
                if (OrphanOf(fork, parent) is { } orphan)
                {
                    parent.IsInNestedNamespace = true;
                    Birth(orphan, fork, parent);
                    break;
                }

                if (fork.CloneFlags is null) parent.AddThread(); // until it turns out to be a process
                if (candidates.Kept >= MaxHeld) EndOldestCandidate(); // those that were matched stand there too
                fork.IsHeld = true;
                fork.Maker = parent;
                candidates.Add(fork, options.IsLive ? clock + (2 * patience) : long.MaxValue);
                break;
        }
    }

    /// <summary>
    /// A process that waits for its birth, and must be what this fork made, since the number it returned is another namespace's.
    /// </summary>
    private int? OrphanOf(ProcessFact fork, TrackedProcess parent)
    {
        if (fork.CloneFlags is null && !parent.IsInNestedNamespace && !IsTaken(fork)) return null;
        foreach (var (pid, _) in orphanAges)
        {
            if (orphans.First(pid) is { } fact && fact.ParentPid == parent.Pid && IsNotAfterAll(fork, fact)) return pid;
        }

        return null;
    }

    /// <summary>True when the number that a fork returned belongs to a process that lives longer than that.</summary>
    private bool IsTaken(ProcessFact fork) =>
        Table.Find(fork.Child) is { } existing && existing.BornMilliseconds < fork.Milliseconds - StartTolerance
        && deaths.First(fork.Child) is null;

    /// <summary>What a fork made, by all that is known now.</summary>
    private TaskKind Judge(ProcessFact fork, TrackedProcess parent)
    {
        if (parent.IsInNestedNamespace) return TaskKind.Gone;
        var child = fork.Child;
        var existing = Table.Find(child);
        var isOfChild = existing is null; // a first death is that of the pid's present owner
        for (var death = deaths.First(child); death is not null; death = death.Next)
        {
            if (isOfChild && IsNotAfter(fork, death) && Explains(parent, death)) return TaskKind.Process;
            isOfChild = isOfChild || Fits(death.Death, existing!);
        }

        for (var fact = actors.First(child); fact is not null && existing is null; fact = fact.Next)
        {
            if (fact.Milliseconds >= fork.Milliseconds && Explains(parent, fact)) return TaskKind.Process;
        }

        if (info is null || !options.IsLive) return fork.CloneFlags is null ? TaskKind.Gone : TaskKind.Process;
        var kind = info.Classify(child);
        if (kind == TaskKind.Gone && fork.CloneFlags is not null && !options.HasAccounting) return TaskKind.Process;
        if (kind != TaskKind.Process || (existing is null && fork.CloneFlags is not null)) return kind;

        // Another process may have the number of a thread that has gone, or a new owner that of this child.
        return info.TryRead(child, out var snapshot) && snapshot.StartMilliseconds >= fork.Milliseconds - StartTolerance
            && CanHaveParent(parent, snapshot.ParentPid)
            ? TaskKind.Process
            : TaskKind.Gone;
    }

    /// <summary>
    /// True when <paramref name="fact"/> is about a child of <paramref name="parent"/>: it names it, or names one that can have taken
    /// over the orphan, and no other fork that was recorded before explains it.
    /// </summary>
    private bool Explains(TrackedProcess parent, ProcessFact fact)
    {
        if (fact.ParentPid == parent.Pid) return true;
        if (!CanHaveParent(parent, fact.ParentPid) || !IsEnding(parent)) return false;
        return MatchingFork(forks, fact) is not { } other
            || (fact.Serial != 0 && other.Serial > fact.Serial && !HoldsCaller(other));
    }

    /// <summary>True for calls that return only when the child has done an exec or ended, so that they are recorded after it.</summary>
    private static bool HoldsCaller(ProcessFact fork) =>
        fork.CloneFlags is null || (fork.CloneFlags & ProcessFact.CloneVFork) is > 0;

    /// <summary>True when the process has ended, or something that waits says that it does.</summary>
    private bool IsEnding(TrackedProcess process)
    {
        if (process.End is not null || process.Exiting is not null || FirstFitting(process) is not null) return true;
        for (var fact = actors.First(process.Pid); fact is not null; fact = fact.Next)
        {
            if (fact.Kind is ProcessFactKind.ExitGroup or ProcessFactKind.ExitThread or ProcessFactKind.Abend) return true;
        }

        return false;
    }

    /// <summary>
    /// True when a child of <paramref name="maker"/> can have <paramref name="parentPid"/> as its parent: the maker itself, or one of
    /// its ancestors that took over the orphan.
    /// </summary>
    private static bool CanHaveParent(TrackedProcess? maker, int parentPid)
    {
        if (parentPid <= 1 || maker is null) return true;
        for (var depth = 0; maker is not null && depth < MaxDepth; maker = maker.Parent, depth++)
        {
            if (maker.Pid == parentPid) return true;
            if (maker.Parent is null && maker.ParentPid > 1) return true; // the line of ancestors is not known to its end
        }

        return maker is not null; // deeper than anyone looks
    }

    /// <summary>True when no fork is known for a process: a fork of its pid may be its own.</summary>
    private static bool WasFoundLiving(TrackedProcess process) =>
        process.IsBirthInferred || (process.BirthSources & ProcessSources.Audit) == 0;

    private static void Adopt(TrackedProcess existing, ProcessFact fork, TrackedProcess parent)
    {
        existing.Parent ??= parent;
        existing.BirthSources |= ProcessSources.Audit;
        if (fork.Milliseconds < existing.Key.StartMilliseconds) existing.IsStartUncertain = false;
    }

    /// <summary>A fork has made the process <paramref name="pid"/>.</summary>
    private TrackedProcess Birth(int pid, ProcessFact fork, TrackedProcess parent)
    {
        if (Table.Find(pid) is { } former) EndBefore(former, fork);
        var process = NewProcess(pid, fork.Milliseconds, parent, fork, ProcessSources.Audit);
        process.IsInNestedNamespace = parent.IsInNestedNamespace || (fork.CloneFlags & ProcessFact.CloneNewPid) is > 0;
        process.HasAuditContext = true;
        Announce(process, fork.Milliseconds, ProcessSources.Audit, fork.AuditKey);
        ApplyOrphans(pid);
        return process;
    }

    /// <summary>
    /// What was held for a birth takes effect, which may be the next birth, and so on. A chain that is too deep for the stack, which
    /// only a forged log can hold, goes on when the patience with its next process ends.
    /// </summary>
    private void ApplyOrphans(int pid)
    {
        if (depth >= MaxDepth) return;
        depth++;
        try
        {
            ApplyHeld(orphans.RemoveAll(pid));
        }
        finally
        {
            depth--;
        }
    }

    private TrackedProcess NewProcess(int pid, long start, TrackedProcess? parent, ProcessFact fact, ProcessSources sources)
    {
        var isChildOfCaller = fact.Kind == ProcessFactKind.Fork;
        var isDeath = fact.Kind == ProcessFactKind.Death;
        var isKernelThread = isDeath && fact.Death.NeverExeced && (parent is { IsKernelThread: true } || fact.ParentPid == KernelThreadParent);
        var image = parent?.ImageAt(start) ?? TrackedProcess.Unknown;
        var comm = parent is null || ReferenceEquals(image, parent.Image) ? parent?.Comm : image.Comm ?? parent.Comm;
        if (fact.Exe is not null && fact.Kind != ProcessFactKind.Exec && !fact.Exe.AsSpan().SequenceEqual(image.Exe))
            image = new ProcessImage { Exe = fact.Exe, IsDeleted = fact.ExeDeleted, Comm = fact.Comm, SinceMilliseconds = start };
        var process = new TrackedProcess
        {
            Node = options.Node,
            Key = new ProcessKey(pid, FreeStart(pid, start)),
            BornMilliseconds = start,
            Parent = parent,
            ParentPid = parent?.Pid ?? 0,
            Comm = isChildOfCaller || isKernelThread || parent is null ? fact.Comm : comm,
            IsKernelThread = isKernelThread,
            Credentials = isDeath ? OfTheDead(fact.Death, parent) : fact.Credentials,
            Tty = fact.Tty ?? (isDeath ? parent?.Tty : null),
            BirthSources = sources,
            LastMilliseconds = start,
            Mark = parent?.Mark ?? 0,
        };
        memory.Set(process, image);
        return process;
    }

    /// <summary>Accounting has user and group; login user and session are the maker's, where that is known.</summary>
    private static Credentials OfTheDead(in ProcessDeath death, TrackedProcess? parent) => new(
        parent?.Credentials.Auid ?? Credentials.Unset,
        death.Uid,
        parent is not null && parent.Credentials.Uid == death.Uid ? parent.Credentials.Euid : Credentials.Unset,
        death.Gid,
        parent?.Credentials.Session ?? Credentials.Unset)
    {
        Names = parent?.Credentials is { } maker && maker.Uid == death.Uid ? maker.Names : null,
    };

    /// <summary>Two lives of one pid within a millisecond must not share an identity.</summary>
    private long FreeStart(int pid, long start)
    {
        if (recentEnds.TryGetValue(pid, out var recent)) start = Math.Max(start, recent.Key.StartMilliseconds + 1);
        if (Table.Find(pid) is { } living) start = Math.Max(start, living.Key.StartMilliseconds + 1); // of a former owner
        return Math.Max(start, formerStarts.GetValueOrDefault(pid) + 1);
    }

    private void Announce(TrackedProcess process, long milliseconds, ProcessSources sources, byte[]? key)
    {
        var forgotten = Table.Add(process);
        if (forgotten > 0) sink.OnLost(new Loss(forgotten, LossReason.TableFull, milliseconds, milliseconds) { Node = options.Node });
        sink.OnProcess(new ProcessEvent(ProcessEventKind.Fork, milliseconds, process, sources, key));
    }

    /// <summary>Ends the waits whose time has come.</summary>
    private void EndWaits(bool isEnd)
    {
        isEnding = isEnd;
        while (orphanAges.TryPeek(out var orphan) && (isEnd || orphan.Until <= clock))
        {
            orphanAges.Dequeue();
            EndOrphan(orphan.Pid);
        }

        while (candidates.IsOldestOver(isEnd ? long.MaxValue : clock)) EndOldestCandidate();
        EndExits(isEnd);
        isEnding = false;
    }

    /// <summary>The fork did not come: the process's facts take effect with an inferred birth.</summary>
    private void EndOrphan(int pid)
    {
        var fact = orphans.RemoveAll(pid);
        if (fact is not null && Table.Find(pid) is null && FindBirth(fact, isLastResort: true) is null) Infer(fact);
        ApplyHeld(fact);
    }

    private void ApplyHeld(ProcessFact? fact)
    {
        while (fact is not null)
        {
            var next = fact.Next;
            fact.Next = null;
            fact.IsHeld = false;
            Apply(fact);
            if (!fact.IsHeld) Release(fact);
            fact = next;
        }
    }

    /// <summary>
    /// Nothing showed that the fork made a process. By clone3 it was a thread, where accounting would have told of a process; a plain
    /// fork without a trace returned a number of another pid namespace.
    /// </summary>
    private void EndOldestCandidate()
    {
        var fork = candidates.TakeOldest();
        if (candidates.Remove(fork))
        {
            if (fork.CloneFlags is not null && Table.Find(fork.Pid) is { } maker) maker.IsInNestedNamespace = true;
            else if (fork.CloneFlags is null && !(options.IsLive && options.HasAccounting)) Undecided++;
        }

        Release(fork);
    }
}
