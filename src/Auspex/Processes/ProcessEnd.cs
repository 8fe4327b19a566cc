namespace Auspex.Processes;

/// <summary>The end of a process, from what its parent would learn by wait(2) and what accounting wrote.</summary>
/// <remarks>What is not known takes no more room than what is: thousands of ends are remembered.</remarks>
public sealed class ProcessEnd
{
    private const long Unknown = -1;

    private readonly long duration = Unknown;
    private readonly long userTime = Unknown;
    private readonly long systemTime = Unknown;
    private readonly long virtualBytes = Unknown;
    private readonly long maxResidentBytes = Unknown;
    private readonly long minorFaults = Unknown;
    private readonly long majorFaults = Unknown;

    /// <summary>By code, by signal, or not known.</summary>
    public ProcessEndKind Kind { get; init; }

    /// <summary>The exit code, 0 to 255, or the signal's number.</summary>
    public int Value { get; init; }

    /// <summary>True when the kernel wrote a core (or handed one to a helper).</summary>
    public bool CoreDumped { get; init; }

    /// <summary>When, in milliseconds since 1970-01-01 UTC.</summary>
    public long Milliseconds { get; init; }

    /// <summary>From birth to death; null when the birth is not known.</summary>
    public TimeSpan? Duration
    {
        get => duration == Unknown ? null : TimeSpan.FromTicks(duration);
        init => duration = value?.Ticks ?? Unknown;
    }

    /// <summary>CPU time in user mode, all threads; null without accounting.</summary>
    public TimeSpan? UserTime
    {
        get => userTime == Unknown ? null : TimeSpan.FromTicks(userTime);
        init => userTime = value?.Ticks ?? Unknown;
    }

    /// <summary>CPU time in the kernel, all threads; null without accounting.</summary>
    public TimeSpan? SystemTime
    {
        get => systemTime == Unknown ? null : TimeSpan.FromTicks(systemTime);
        init => systemTime = value?.Ticks ?? Unknown;
    }

    /// <summary>Size of the address space at the end, in bytes (accounting's ac_mem); null without accounting.</summary>
    public long? VirtualBytes
    {
        get => virtualBytes == Unknown ? null : virtualBytes;
        init => virtualBytes = value ?? Unknown;
    }

    /// <summary>Largest resident size, in bytes; null where nothing told it.</summary>
    public long? MaxResidentBytes
    {
        get => maxResidentBytes == Unknown ? null : maxResidentBytes;
        init => maxResidentBytes = value ?? Unknown;
    }

    /// <summary>Page faults served without I/O; null without accounting.</summary>
    public long? MinorFaults
    {
        get => minorFaults == Unknown ? null : minorFaults;
        init => minorFaults = value ?? Unknown;
    }

    /// <summary>Page faults that needed I/O; null without accounting.</summary>
    public long? MajorFaults
    {
        get => majorFaults == Unknown ? null : majorFaults;
        init => majorFaults = value ?? Unknown;
    }
}
