namespace Auspex.Processes;

/// <summary>The end of a process, from what its parent would learn by wait(2) and what accounting wrote.</summary>
internal sealed class ProcessEnd
{
    /// <summary>By code, by signal, or not known.</summary>
    public ProcessEndKind Kind { get; init; }

    /// <summary>The exit code, 0 to 255, or the signal's number.</summary>
    public int Value { get; init; }

    /// <summary>True when the kernel wrote a core (or handed one to a helper).</summary>
    public bool CoreDumped { get; init; }

    /// <summary>When, in milliseconds since 1970-01-01 UTC.</summary>
    public long Milliseconds { get; init; }

    /// <summary>From birth to death; null when the birth is not known.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>CPU time in user mode, all threads; null without accounting.</summary>
    public TimeSpan? UserTime { get; init; }

    /// <summary>CPU time in the kernel, all threads; null without accounting.</summary>
    public TimeSpan? SystemTime { get; init; }

    /// <summary>Size of the address space at the end, in bytes (accounting's ac_mem); null without accounting.</summary>
    public long? VirtualBytes { get; init; }

    /// <summary>Largest resident size, in bytes; null where nothing told it.</summary>
    public long? MaxResidentBytes { get; init; }

    /// <summary>Page faults served without I/O; null without accounting.</summary>
    public long? MinorFaults { get; init; }

    /// <summary>Page faults that needed I/O; null without accounting.</summary>
    public long? MajorFaults { get; init; }
}
