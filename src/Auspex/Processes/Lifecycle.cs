using Auspex.Accounting;
using Auspex.Events;

namespace Auspex.Processes;

/// <summary>Makes the lives of processes out of audit events and accounting records, in an order that makes sense.</summary>
/// <remarks>
/// <para>
/// The sources disagree in order: a clone is recorded when it returns, perhaps after the child has run and died; deaths by signal are
/// told by accounting only, to the second; pids come again. So every fact waits in arrival order for <see cref="LifecycleOptions.Window"/>,
/// and when its turn comes, facts that must have happened before it (the fork that made its process, the death of the pid's former
/// owner) take effect first, wherever they stand in the queue.
/// </para>
/// <para>
/// A fork is announced only with evidence that its child is a process: the flags of clone, a fact or a death of that pid, or /proc.
/// What a call returned in another pid namespace is matched by parent. What cannot be known is marked, not guessed.
/// </para>
/// </remarks>
internal sealed partial class Lifecycle : IEventSink
{
    private readonly IProcessSink sink;
    private readonly IProcessInfo? info;
    private readonly LifecycleOptions options;
    private readonly FactReader reader;
    private readonly ProcessMemory memory;
    private readonly ByteInterner interner = new();
    private readonly Queue<ProcessFact> waiting = new(); // facts of audit, in arrival order
    private readonly Queue<ProcessFact> freshDeaths = new(); // live: deaths that audit's stream has not caught up with
    private readonly Queue<ProcessFact> waitingDeaths = new(); // deaths, in order of their turn
    private readonly FactIndex forks = new(); // waiting forks by child
    private readonly FactIndex deaths = new(); // waiting deaths by pid
    private readonly FactIndex actors = new(); // waiting facts other than forks and deaths, by pid
    private readonly Stack<ProcessFact> spare = new();
    private readonly long window;
    private readonly long patience;
    private long clock;
    private long auditSeen = long.MinValue;

    /// <summary>A new, empty life story.</summary>
    /// <param name="sink">Takes the steps.</param>
    /// <param name="info">/proc, to fill gaps with; null for a replay.</param>
    /// <param name="options">Times and limits.</param>
    public Lifecycle(IProcessSink sink, IProcessInfo? info, LifecycleOptions options)
        : this(sink, info, options, new ProcessMemory(options ?? throw new ArgumentNullException(nameof(options))))
    {
    }

    /// <summary>The same, with a budget that others have a part in.</summary>
    internal Lifecycle(IProcessSink sink, IProcessInfo? info, LifecycleOptions options, ProcessMemory memory)
    {
        ArgumentNullException.ThrowIfNull(sink);
        this.memory = memory;
        this.sink = sink;
        this.info = info;
        this.options = options;
        reader = new FactReader(interner, options.IsLive ? info : null);
        window = (long)options.Window.TotalMilliseconds;
        patience = (long)options.Patience.TotalMilliseconds;
        Table = new ProcessTable(options.MaxProcesses) { OnForgotten = memory.Forget };
    }

    /// <summary>The processes that live, as of the facts that have taken effect.</summary>
    public ProcessTable Table { get; }

    /// <summary>True while deaths wait for audit's stream to catch up with them.</summary>
    public bool IsWaitingForAudit => freshDeaths.Count > 0;

    /// <summary>Bytes of what programs ran with that are remembered, in processes and in facts that wait.</summary>
    public long RememberedBytes => memory.ImageBytes + memory.FactBytes;

    /// <summary>How long after it was taken in a fact takes effect, in milliseconds.</summary>
    public long DelayMilliseconds => window;

    /// <summary>Facts that wait for their turn.</summary>
    public int Waiting => waiting.Count + freshDeaths.Count + waitingDeaths.Count;

    /// <summary>clone3 calls of which it never came out whether they made a process or a thread.</summary>
    public long Undecided { get; private set; }

    /// <summary>The types of record that are needed; the assembler may drop others.</summary>
    public static bool Keeps(Tables.RecordType type) => FactReader.Keeps(type);

    /// <summary>Begins with the processes that live already, and announces them.</summary>
    public void Begin(IEnumerable<ProcessSnapshot> snapshots, long nowMilliseconds)
    {
        ArgumentNullException.ThrowIfNull(snapshots);
        clock = nowMilliseconds;
        var all = new List<TrackedProcess>();
        foreach (var snapshot in snapshots)
        {
            if (Table.Find(snapshot.Pid) is not null) continue;
            var process = FromSnapshot(snapshot);
            Table.Add(process);
            all.Add(process);
        }

        foreach (var process in all) process.Parent = Table.Find(process.ParentPid);
        foreach (var process in all.OrderBy(p => p.Key.StartMilliseconds).ThenBy(p => p.Pid))
            sink.OnProcess(new ProcessEvent(ProcessEventKind.Snapshot, nowMilliseconds, process, ProcessSources.Proc, null));
    }

    /// <inheritdoc/>
    public bool OnEvent(AuditEvent auditEvent)
    {
        ArgumentNullException.ThrowIfNull(auditEvent);
        if (!options.IsLive) Pass(auditEvent.Stamp.Milliseconds);
        var fact = Rent();
        if (!reader.TryRead(auditEvent, fact))
        {
            Return(fact);
            return true;
        }

        fact.Serial = auditEvent.Stamp.Serial;
        if (fact.Kind == ProcessFactKind.Fork) forks.Add(fact.Child, fact);
        else actors.Add(fact.Pid, fact);
        Enqueue(fact, waiting, clock + window);
        return true;
    }

    /// <inheritdoc/>
    public void OnLost(in Loss loss) => sink.OnLost(loss);

    /// <summary>Takes a death from accounting as it happens, in the order of the accounting file.</summary>
    /// <param name="record">The record.</param>
    /// <param name="notBeforeMilliseconds">The last time the file was read without it.</param>
    public void OnDeath(in AcctRecord record, long notBeforeMilliseconds) =>
        OnDeath(ProcessDeath.From(record, interner), notBeforeMilliseconds);

    /// <summary>Takes a death from accounting, in the order of the accounting file.</summary>
    /// <param name="death">The death; its name is kept.</param>
    /// <param name="notBeforeMilliseconds">When read live: the last time the file was read without it; else 0.</param>
    /// <param name="dueSecond">In a replay: the second at whose end its turn comes, if that is before its own; wrong times exist.</param>
    public void OnDeath(in ProcessDeath death, long notBeforeMilliseconds, long dueSecond = long.MaxValue)
    {
        var fact = Rent();
        fact.Kind = ProcessFactKind.Death;
        fact.Pid = death.Pid;
        fact.ParentPid = death.ParentPid;
        fact.Death = death;
        fact.Comm = death.Comm;
        fact.NotBefore = notBeforeMilliseconds;
        fact.Milliseconds = Math.Max(death.Second * 1000, Math.Min(notBeforeMilliseconds, (death.Second * 1000) + 999));
        deaths.Add(fact.Pid, fact);
        // Replayed deaths are known to the second: their turn comes at its end. Of a thread of the kernel audit has nothing to tell.
        var isKernelThread = death is { ParentPid: KernelThreadParent, NeverExeced: true };
        if (!options.IsLive) Enqueue(fact, waitingDeaths, ((Math.Min(death.Second, dueSecond) + 1) * 1000) + window);
        else if (isKernelThread) Enqueue(fact, waitingDeaths, clock + window);
        else Enqueue(fact, freshDeaths, 0);
    }

    /// <summary>Takes the end of a thread from the kernel's process connector; those with status 0 need not be told.</summary>
    /// <param name="tgid">Its process.</param>
    /// <param name="tid">The thread; a leading thread has the number of its process.</param>
    /// <param name="status">Its wait status.</param>
    public void OnThreadEnd(int tgid, int tid, int status)
    {
        var signal = status & 0x7F;
        if (signal != 0 && tid != tgid) threadSignals.Add(tgid, signal, clock); // a leading thread's is in accounting
    }

    /// <summary>Live: tells the time at which the facts that follow are taken in. Nothing takes effect yet.</summary>
    public void Tick(long nowMilliseconds) => clock = Math.Max(clock, nowMilliseconds);

    /// <summary>Lets time pass, live.</summary>
    /// <param name="nowMilliseconds">The time now.</param>
    /// <param name="auditSeenMilliseconds">The time up to which every audit record has certainly arrived.</param>
    public void Advance(long nowMilliseconds, long auditSeenMilliseconds)
    {
        auditSeen = Math.Max(auditSeen, auditSeenMilliseconds);
        Pass(nowMilliseconds);
    }

    /// <summary>The input has ended: everything that waits takes effect.</summary>
    public void Flush()
    {
        CatchUp(isEnd: true);
        while (Next(out var queue)) TakeEffect(queue.Dequeue());
        EndWaits(isEnd: true);
    }

    private void Enqueue(ProcessFact fact, Queue<ProcessFact> queue, long turn)
    {
        fact.Seen = clock;
        fact.Turn = turn;
        fact.IsQueued = true;
        queue.Enqueue(fact);
        memory.FactBytes += fact.Bytes = ProcessMemory.SizeOf(fact.Image) + (fact.AuditKey?.Length ?? 0);
        if (queue.Count > options.MaxWaiting) TakeEffect(queue.Dequeue());
        if (memory.IsTooMuchWaiting) Relieve();
    }

    /// <summary>Too many bytes wait: the oldest facts take effect, as they are.</summary>
    private void Relieve()
    {
        isEnding = true; // nothing is held for longer
        while (memory.IsTooMuchWaiting && orphanAges.TryDequeue(out var orphan)) EndOrphan(orphan.Pid);
        while (memory.IsTooMuchWaiting && waiting.TryDequeue(out var fact)) TakeEffect(fact);
        isEnding = false;
    }

    private void Pass(long now)
    {
        clock = Math.Max(clock, now);
        CatchUp(isEnd: false);
        while (Next(out var queue) && (queue.Peek().IsApplied || queue.Peek().Turn <= clock)) TakeEffect(queue.Dequeue());
        EndWaits(isEnd: false);
    }

    /// <summary>
    /// A live death gets its turn only once every record that the kernel queued before it was read has arrived: then it comes after
    /// all facts that are there by now, its process's last call among them.
    /// </summary>
    private void CatchUp(bool isEnd)
    {
        while (freshDeaths.TryPeek(out var death) && (isEnd || auditSeen >= death.Seen || clock - death.Seen >= patience))
        {
            freshDeaths.Dequeue();
            death.Turn = clock + window;
            waitingDeaths.Enqueue(death);
        }
    }

    /// <summary>The queue whose head comes first; audit's when both come at once, since a death follows its process's last call.</summary>
    private bool Next(out Queue<ProcessFact> queue)
    {
        var hasFact = waiting.TryPeek(out var fact);
        var hasDeath = waitingDeaths.TryPeek(out var death);
        queue = hasDeath && (!hasFact || death!.Turn < fact!.Turn) ? waitingDeaths : waiting;
        return hasFact || hasDeath;
    }

    /// <summary>The fact's turn has come, or it has come before.</summary>
    private void TakeEffect(ProcessFact fact)
    {
        fact.IsQueued = false;
        if (!fact.IsApplied) ApplyNow(fact);
        if (!fact.IsHeld) Return(fact);
    }

    /// <summary>Lets a waiting fact take effect, in or out of turn.</summary>
    private void ApplyNow(ProcessFact fact)
    {
        Unindex(fact);
        fact.IsApplied = true;
        Apply(fact);
    }

    /// <summary>A list that held a fact beyond its turn is done with it.</summary>
    private void Release(ProcessFact fact)
    {
        fact.IsHeld = false;
        if (!fact.IsQueued) Return(fact);
    }

    private void Unindex(ProcessFact fact)
    {
        _ = fact.Kind switch
        {
            ProcessFactKind.Fork => forks.Remove(fact.Child, fact),
            ProcessFactKind.Death => deaths.Remove(fact.Pid, fact),
            _ => actors.Remove(fact.Pid, fact),
        };
    }

    private void Apply(ProcessFact fact)
    {
        var process = Resolve(fact);
        if (process is null) return; // it is held until its process's birth is known
        if (process.End is not null && fact.Kind != ProcessFactKind.Fork)
        {
            if (fact.Kind == ProcessFactKind.Death) StrayDeaths++;
            return; // facts held for its birth have ended it at once
        }

        if (fact.Kind == ProcessFactKind.Death)
        {
            End(process, fact, fact.NotBefore);
            return;
        }

        Refresh(process, fact);
        switch (fact.Kind)
        {
            case ProcessFactKind.Fork:
                ApplyFork(fact, process);
                break;
            case ProcessFactKind.Exec:
                ApplyExec(fact, process);
                break;
            case ProcessFactKind.ExitThread:
                ApplyExitThread(fact, process);
                break;
            case ProcessFactKind.ExitGroup:
                ApplyExitGroup(fact, process);
                break;
            case ProcessFactKind.Abend:
                process.AbendSignal = fact.Value;
                process.AbendMilliseconds = fact.Milliseconds;
                if (!options.HasAccounting) EndByAbend(process);
                break;
        }
    }

    private void ApplyExec(ProcessFact fact, TrackedProcess process)
    {
        var image = fact.Image!;
        image.Previous = process.Image;
        CutImages(image);
        process.Image = image;
        fact.Image = null; // the process's now
        process.Threads = 1;
        process.HasThreadExit = false;
        process.LastExitValue = null;
        process.Execs++;
        sink.OnProcess(new ProcessEvent(ProcessEventKind.Exec, fact.Milliseconds, process, ProcessSources.Audit, fact.AuditKey));
        memory.Set(process, image);
    }

    private static void CutImages(ProcessImage image)
    {
        var depth = 0;
        for (var i = image; i.Previous is not null; i = i.Previous)
        {
            if (++depth == TrackedProcess.MaxImages) i.Previous = null;
            if (i.Previous is null) return;
        }
    }

    /// <summary>Takes over what every record says of its process.</summary>
    private void Refresh(TrackedProcess process, ProcessFact fact)
    {
        process.HasAuditContext = true;
        process.LastMilliseconds = Math.Max(process.LastMilliseconds, fact.Milliseconds);
        process.Comm = fact.Comm ?? process.Comm;
        if (fact.Kind == ProcessFactKind.Abend) return; // has fewer fields
        process.Credentials = fact.Credentials;
        process.Tty = fact.Tty;
        if (fact.Kind == ProcessFactKind.Exec || fact.Exe is null) return;
        var image = process.Image;
        if (image.Exe is null || !IsSameFile(fact, image.Exe))
        {
            // An exec that was not seen: arguments and directory are not known.
            var unseen = new ProcessImage
            {
                Exe = fact.Exe,
                IsDeleted = fact.ExeDeleted,
                Comm = fact.Comm,
                SinceMilliseconds = fact.Milliseconds,
                Arguments = image.Exe is null ? image.Arguments : null,
                Cwd = image.Exe is null ? image.Cwd : null,
                Previous = image.Exe is null ? null : image,
            };
            CutImages(unseen);
            memory.Set(process, unseen);
        }
    }

    /// <summary>A file may really be called "x (deleted)": its exec told, later records look the same as for a removed "x".</summary>
    private static bool IsSameFile(ProcessFact fact, ReadOnlySpan<byte> exe) =>
        fact.Exe.AsSpan().SequenceEqual(exe)
        || (fact.ExeDeleted && exe.EndsWith(FactReader.DeletedMark) && exe[..^FactReader.DeletedMark.Length].SequenceEqual(fact.Exe));

    private TrackedProcess FromSnapshot(ProcessSnapshot snapshot)
    {
        var process = Begun(snapshot);
        memory.Set(process, new ProcessImage
        {
            Exe = snapshot.Exe,
            IsDeleted = snapshot.ExeDeleted,
            Arguments = snapshot.CommandLine,
            Cwd = snapshot.Cwd,
            SinceMilliseconds = snapshot.StartMilliseconds,
        });
        return process;
    }

    private TrackedProcess Begun(ProcessSnapshot snapshot) => new()
    {
        Node = options.Node,
        Key = new ProcessKey(snapshot.Pid, snapshot.StartMilliseconds),
        BornMilliseconds = snapshot.StartMilliseconds,
        ParentPid = snapshot.ParentPid,
        Comm = snapshot.Comm,
        Tty = snapshot.Tty,
        Threads = snapshot.Threads,
        IsKernelThread = snapshot.IsKernelThread,
        Credentials = new Credentials(snapshot.Auid, snapshot.Uid, snapshot.Euid, snapshot.Gid, snapshot.Session),
        BirthSources = ProcessSources.Proc,
        LastMilliseconds = clock,
    };

    private ProcessFact Rent() => spare.Count > 0 ? spare.Pop() : new ProcessFact();

    private void Return(ProcessFact fact)
    {
        memory.FactBytes -= fact.Bytes;
        fact.Clear();
        if (spare.Count < 4096) spare.Push(fact);
    }
}
