namespace Auspex.Processes;

/// <summary>One fact, taken out of its event so that it can wait its turn. Pooled by <see cref="Lifecycle"/>.</summary>
internal sealed class ProcessFact
{
    /// <summary>CLONE_THREAD of clone(2): the child is a thread of the caller. linux/sched.h.</summary>
    internal const ulong CloneThread = 0x10000;

    /// <summary>CLONE_PARENT: the child's parent is the caller's parent.</summary>
    internal const ulong CloneParent = 0x8000;

    /// <summary>CLONE_VFORK: the caller waits until the child has done an exec or ended.</summary>
    internal const ulong CloneVFork = 0x4000;

    /// <summary>CLONE_NEWPID: the child begins a pid namespace.</summary>
    internal const ulong CloneNewPid = 0x20000000;

    internal ProcessFactKind Kind { get; set; }

    /// <summary>Time of the call, by the record.</summary>
    internal long Milliseconds { get; set; }

    /// <summary>The record's serial; 0 for a death.</summary>
    internal ulong Serial { get; set; }

    /// <summary>When the fact was taken in, on the stream's clock.</summary>
    internal long Seen { get; set; }

    /// <summary>When its turn comes, on the stream's clock.</summary>
    internal long Turn { get; set; }

    /// <summary>The caller's process.</summary>
    internal int Pid { get; set; }

    internal int ParentPid { get; set; }

    /// <summary>What a fork returned, in the caller's pid namespace.</summary>
    internal int Child { get; set; }

    /// <summary>Flags of clone(2); null for clone3, which does not show them.</summary>
    internal ulong? CloneFlags { get; set; }

    internal Credentials Credentials { get; set; }

    internal byte[]? Comm { get; set; }

    internal byte[]? Tty { get; set; }

    /// <summary>The caller's image after the call: of an exec the whole image, else the path only.</summary>
    internal ProcessImage? Image { get; set; }

    internal byte[]? Exe { get; set; }

    internal bool ExeDeleted { get; set; }

    internal byte[]? AuditKey { get; set; }

    /// <summary>What it takes while it waits.</summary>
    internal int Bytes { get; set; }

    /// <summary>Exit code or signal.</summary>
    internal int Value { get; set; }

    /// <summary>The accounting record of a <see cref="ProcessFactKind.Death"/>.</summary>
    internal ProcessDeath Death { get; set; }

    /// <summary>For a death: it happened after this time (0 not known) and not after <see cref="Seen"/>, when read live.</summary>
    internal long NotBefore { get; set; }

    /// <summary>Of a fork that is held: the process that made the call, whoever has its pid later.</summary>
    internal TrackedProcess? Maker { get; set; }

    /// <summary>True once it has taken effect out of turn; when its turn comes it is passed over.</summary>
    internal bool IsApplied { get; set; }

    /// <summary>True while it stands in the queue of its turn.</summary>
    internal bool IsQueued { get; set; }

    /// <summary>True while a list of the <see cref="Lifecycle"/> keeps it beyond its turn.</summary>
    internal bool IsHeld { get; set; }

    /// <summary>Next fact of the same number in a <see cref="FactIndex"/>: each fact stands in at most one index.</summary>
    internal ProcessFact? Next { get; set; }

    /// <summary>The neighbours among the <see cref="HeldForks"/> of one caller.</summary>
    internal ProcessFact? OlderOfCaller { get; set; }

    /// <inheritdoc cref="OlderOfCaller"/>
    internal ProcessFact? NewerOfCaller { get; set; }

    internal void Clear()
    {
        Comm = Tty = Exe = AuditKey = null;
        Image = null;
        Next = null;
        Maker = null;
        CloneFlags = null;
        IsApplied = IsQueued = IsHeld = ExeDeleted = false;
        Child = ParentPid = Value = Bytes = 0;
        NotBefore = 0;
        Serial = 0;
        Death = default;
    }
}
