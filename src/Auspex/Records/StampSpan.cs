namespace Auspex.Records;

/// <summary>The earliest and the latest stamp of records that were read, every one of them.</summary>
/// <remarks>
/// The kernel stamps an event when its system call begins, and writes its records when the call ends. A record is therefore no younger
/// than its writing, by the clock of its machine, but nothing bounds how much older it is: an accept(2) may wait for days. That clock may
/// be set back, and one log may hold the records of several machines. So neither the first record of a file, nor samples of it, nor the
/// time of its last change say which stamps it holds, and two neighbours say nothing about what stands between them. Whoever leaves out a
/// file or a stretch of one by its time, or calls a hole in the serials lost by the time of an event, asks this type, which knows true
/// extremes, or leaves out nothing. Source: kernel/auditsc.c (audit_alloc_context, audit_log_exit).
/// </remarks>
internal struct StampSpan
{
    /// <summary>The span of no records.</summary>
    public StampSpan()
    {
    }

    /// <summary>Milliseconds since 1970-01-01 UTC; of no records later than <see cref="Latest"/>.</summary>
    public long Earliest { get; private set; } = long.MaxValue;

    /// <inheritdoc cref="Earliest"/>
    public long Latest { get; private set; } = long.MinValue;

    /// <summary>True until a record has been taken in.</summary>
    public readonly bool IsEmpty => Latest < Earliest;

    /// <summary>Takes in the time of a record.</summary>
    public void Add(long milliseconds)
    {
        if (milliseconds < Earliest) Earliest = milliseconds;
        if (milliseconds > Latest) Latest = milliseconds;
    }
}
