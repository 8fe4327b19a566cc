namespace Auspex.Daemon.Logs;

/// <summary>The active log, open for appending. The calls give errno, 0 for success. One thread at a time.</summary>
public interface ILogFile : IDisposable
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

    /// <summary>Cuts the file, to take back half a line.</summary>
    int Truncate(long length);

    /// <summary>Asks for the room that is left.</summary>
    int GetSpace(out LogSpace space);
}
