namespace Auspex.Daemon.Remote;

/// <summary>Records that wait to be sent, the oldest first. Bounded; one thread.</summary>
internal interface ISendQueue : IDisposable
{
    /// <summary>Records in it.</summary>
    int Count { get; }

    /// <summary>The most it ever held since it was opened.</summary>
    int MaxCount { get; }

    /// <summary>The most it can hold.</summary>
    int Depth { get; }

    /// <summary>Adds a record.</summary>
    /// <param name="line">With its line end; at most <see cref="SpoolQueue.MaxRecordBytes"/>.</param>
    /// <returns>errno: 0 when it was added, ENOSPC when the queue is full.</returns>
    int Append(ReadOnlySpan<byte> line);

    /// <summary>Looks at the oldest record.</summary>
    /// <param name="line">The record; valid until the next call. Empty when there is none.</param>
    /// <returns>errno: 0 also when there is none.</returns>
    int Peek(out ReadOnlySpan<byte> line);

    /// <summary>Removes the oldest record.</summary>
    /// <returns>errno.</returns>
    int Drop();
}
