namespace Auspex.Processes;

/// <summary>One process as far as it is known. Owned by the <see cref="ProcessTable"/>; valid to read while the table's sink is called.</summary>
internal sealed class TrackedProcess
{
    /// <summary>How many earlier images are remembered.</summary>
    public const int MaxImages = 8;

    /// <summary>The machine it runs on, where the records name that (<c>node=</c>); else null. With <see cref="Key"/>, who it is.</summary>
    public byte[]? Node { get; init; }

    /// <summary>Pid and start.</summary>
    public ProcessKey Key { get; internal set; }

    /// <summary>Number in the initial pid namespace.</summary>
    public int Pid => Key.Pid;

    /// <summary>The process that made it, also after that has ended; null when not known.</summary>
    public TrackedProcess? Parent { get; internal set; }

    /// <summary>The pid of the process that made it; 0 when not known.</summary>
    public int ParentPid { get; internal set; }

    /// <summary>Name of the main thread, as last seen.</summary>
    public byte[]? Comm { get; internal set; }

    /// <summary>What it runs.</summary>
    public ProcessImage Image { get; internal set; } = Unknown;

    /// <summary>What <see cref="Image"/> takes in the budget of <see cref="ProcessMemory"/>.</summary>
    internal int ImageBytes { get; set; }

    /// <summary>Who it acts as, as last seen.</summary>
    public Credentials Credentials { get; internal set; }

    /// <summary>Terminal (<c>pts0</c>), or null.</summary>
    public byte[]? Tty { get; internal set; }

    /// <summary>How it ended; null while it lives.</summary>
    public ProcessEnd? End { get; internal set; }

    /// <summary>What the birth rests on.</summary>
    public ProcessSources BirthSources { get; internal set; }

    /// <summary>True when no call that made it was seen: start and parent come from elsewhere, or are a bound.</summary>
    public bool IsBirthInferred { get; internal set; }

    /// <summary>True when the start is no more than "not later than this".</summary>
    public bool IsStartUncertain { get; internal set; }

    /// <summary>True for a thread of the kernel itself.</summary>
    public bool IsKernelThread { get; internal set; }

    /// <summary>Set and read by users of the table to mark processes; children inherit it.</summary>
    public int Mark { get; set; }

    /// <summary>True once the process was seen to make audit records: its own calls are visible.</summary>
    internal bool HasAuditContext { get; set; }

    /// <summary>Threads made and not yet ended, as far as seen.</summary>
    internal int Threads { get; set; } = 1;

    /// <summary>True once it was seen to make a thread, or something that may be one.</summary>
    internal bool HadThreads { get; private set; }

    /// <summary>The process called exit_group, or its last thread exit; accounting has not confirmed it yet.</summary>
    internal PendingExit? Exiting { get; set; }

    /// <summary>When it was made, also where <see cref="Key"/> had to differ from that to be unique.</summary>
    internal long BornMilliseconds { get; set; }

    /// <summary>True once a thread has ended by exit(2) while the process may go on.</summary>
    internal bool HasThreadExit { get; set; }

    /// <summary>The value of the last exit(2) of a thread.</summary>
    internal int LastThreadCode { get; set; }

    /// <summary>The value of exit(2) of its threads; null when none has ended so, -1 when they differ.</summary>
    internal int? LastExitValue { get; set; }

    /// <summary>The signal of an ANOM_ABEND record, 0 for none.</summary>
    internal int AbendSignal { get; set; }

    /// <summary>The signal that ended further threads, where only the process connector tells it; 0 for none.</summary>
    internal int ThreadSignal { get; set; }

    /// <summary>Time of the ANOM_ABEND record.</summary>
    internal long AbendMilliseconds { get; set; }

    /// <summary>Time of the last record of this process.</summary>
    internal long LastMilliseconds { get; set; }

    /// <summary>True when it was made in, or by a process of, another pid namespace.</summary>
    internal bool IsInNestedNamespace { get; set; }

    /// <summary>The number of successful execs seen.</summary>
    internal int Execs { get; set; }

    /// <summary>What it ran at a time, as far as is remembered.</summary>
    public ProcessImage ImageAt(long milliseconds)
    {
        var image = Image;
        while (image.SinceMilliseconds > milliseconds && image.Previous is not null) image = image.Previous;
        return image;
    }

    internal void AddThread()
    {
        Threads++;
        HadThreads = true;
    }

    internal static ProcessImage Unknown { get; } = new();
}
