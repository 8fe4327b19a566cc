using Auspex.Accounting;

namespace Auspex.Processes;

/// <summary>What accounting says of a death: the part of an acct_v3 record that matters here.</summary>
internal readonly record struct ProcessDeath
{
    /// <summary>The process's number in the initial pid namespace.</summary>
    public int Pid { get; init; }

    /// <summary>Its parent when it died: the reaper, where the maker had died before.</summary>
    public int ParentPid { get; init; }

    /// <summary>Wait status of the process, as wait(2) would give it.</summary>
    public int Status { get; init; }

    /// <summary>True when it never called exec successfully (AFORK).</summary>
    public bool NeverExeced { get; init; }

    /// <summary>True when a core was written.</summary>
    public bool CoreDumped { get; init; }

    /// <summary>
    /// True when a signal killed one of its threads (AXSIG): the process itself, or a further thread when another called exit_group.
    /// </summary>
    public bool HasSignalledThread { get; init; }

    /// <summary>Time of death in whole seconds since 1970-01-01 UTC.</summary>
    public long Second { get; init; }

    /// <summary>Time it lived; the kernel counts in hundredths of a second, rounded down.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>CPU time in user mode.</summary>
    public TimeSpan UserTime { get; init; }

    /// <summary>CPU time in the kernel.</summary>
    public TimeSpan SystemTime { get; init; }

    /// <summary>Size of the address space at the end, in bytes.</summary>
    public long VirtualBytes { get; init; }

    /// <summary>Minor page faults.</summary>
    public long MinorFaults { get; init; }

    /// <summary>Major page faults.</summary>
    public long MajorFaults { get; init; }

    /// <summary>Real uid at death.</summary>
    public uint Uid { get; init; }

    /// <summary>Real gid at death.</summary>
    public uint Gid { get; init; }

    /// <summary>Name of the process, up to 15 bytes.</summary>
    public byte[]? Comm { get; init; }

    /// <summary>The facts of an accounting record, with a name that <paramref name="interner"/> keeps.</summary>
    internal static ProcessDeath From(in AcctRecord record, ByteInterner interner) => new()
    {
        Pid = record.Pid,
        ParentPid = record.ParentPid,
        Status = (int)record.Status,
        NeverExeced = (record.Flags & AcctFlags.Forked) != 0,
        CoreDumped = (record.Status & 0x80) != 0, // ACORE is also set where no core could be written
        HasSignalledThread = (record.Flags & AcctFlags.Signalled) != 0,
        Second = record.BeginSeconds + (long)record.Elapsed.TotalSeconds, // Elapsed is bounded, ElapsedTicks any float
        Elapsed = record.Elapsed,
        UserTime = record.UserTime,
        SystemTime = record.SystemTime,
        VirtualBytes = (long)record.VirtualMemoryKiB * 1024,
        MinorFaults = (long)record.MinorFaults,
        MajorFaults = (long)record.MajorFaults,
        Uid = record.Uid,
        Gid = record.Gid,
        Comm = interner.Get(record.Comm),
    };

    /// <summary>The signal that killed it, or 0.</summary>
    public int Signal => Status & 0x7F;

    /// <summary>The exit code, when no signal killed it.</summary>
    public int Code => (Status >> 8) & 0xFF;

    /// <summary>Earliest possible start, in milliseconds: the second and the hundredths are rounded down.</summary>
    internal long EarliestStart => (Second * 1000) - (long)Elapsed.TotalMilliseconds - 20;

    /// <summary>Latest possible start, in milliseconds.</summary>
    internal long LatestStart => (Second * 1000) + 1000 - (long)Elapsed.TotalMilliseconds + 20;
}
