namespace Auspex.Daemon.Logs;

/// <summary>The active log, open for appending. The calls give errno, 0 for success. One thread at a time.</summary>
internal interface ILogFile : IDisposable
{
    /// <summary>Its length in bytes.</summary>
    long Length { get; }

    /// <summary>Appends bytes.</summary>
    /// <param name="bytes">What to write.</param>
    /// <param name="written">How many bytes are in the file, also on failure.</param>
    int Write(ReadOnlySpan<byte> bytes, out int written);

    /// <summary>Waits until all that was written is on the disk.</summary>
    int Sync();

    /// <summary>Has another thread do so; returns at once.</summary>
    /// <returns>errno of the last sync of that thread that failed, which is then forgotten.</returns>
    int SyncSoon();

    /// <summary>How many of its bytes are known to be on the disk.</summary>
    long SyncedBytes => Length;

    /// <summary>Has another thread look whether the system could not bring to the disk what was written, whoever asked for it; returns at once.</summary>
    /// <returns>As <see cref="SyncSoon"/>.</returns>
    int CheckSoon() => 0;

    /// <summary>
    /// Writes again what is behind <paramref name="from"/>, as it is read back, and brings it to the disk: after a failed flush the system takes
    /// it for written. Where it cannot be read back it is left as it is; what can be read afterwards is what there is.
    /// </summary>
    /// <param name="from">Where a line begins.</param>
    int Rewrite(long from) => Sync();

    /// <summary>Reads back what was written.</summary>
    /// <returns>How many bytes; 0 at the end, negative when it cannot be read.</returns>
    int Read(long offset, Span<byte> room) => 0;

    /// <summary>Looks whether its name still leads to it.</summary>
    LogPlace FindPlace() => LogPlace.There;

    /// <summary>Cuts the file, to take back half a line.</summary>
    int Truncate(long length);

    /// <summary>Asks for the room that is left.</summary>
    int GetSpace(out LogSpace space);
}
