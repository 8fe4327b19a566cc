namespace Auspex.Daemon.Queues;

/// <summary>Where a queue goes on when memory is full: a file, read back in order and emptied once all is read. Under the queue's lock.</summary>
/// <remarks>It vanishes when it is closed. What the disk refuses is refused by the queue.</remarks>
public sealed class SpillFile : IDisposable
{
    private readonly string path;
    private readonly long maxBytes;
    private FileStream? file;
    private long read;
    private long written;

    /// <summary>A file that is made when it is first needed.</summary>
    /// <param name="path">Its path; what was there is overwritten.</param>
    /// <param name="maxBytes">The most it holds.</param>
    public SpillFile(string path, long maxBytes)
    {
        this.path = path;
        this.maxBytes = maxBytes;
    }

    /// <summary>Bytes that wait in it.</summary>
    public long Unread => written - read;

    /// <summary>Bytes that ever went into it.</summary>
    public long Spilled { get; private set; }

    /// <summary>Adds a whole frame.</summary>
    /// <returns>False when there is no room, or the disk refuses.</returns>
    public bool TryAppend(ReadOnlySpan<byte> header, ReadOnlySpan<byte> line)
    {
        var length = header.Length + line.Length;
        if (written + length > maxBytes) return false;
        try
        {
            file ??= new FileStream(path, new FileStreamOptions
            {
                Mode = FileMode.Create,
                Access = FileAccess.ReadWrite,
                Options = FileOptions.DeleteOnClose,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
                BufferSize = 64 << 10,
            });
            file.Position = written;
            file.Write(header);
            file.Write(line);
            written += length;
            Spilled += length;
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Reads bytes that wait.</summary>
    /// <returns>How many were read; 0 when the disk refuses.</returns>
    public int Read(Span<byte> bytes)
    {
        try
        {
            file!.Position = read;
            return file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    /// <summary>Counts bytes as read; once all are, the file is emptied.</summary>
    public void Advance(long bytes)
    {
        read += bytes;
        if (read < written) return;
        read = written = 0;
        try
        {
            file?.SetLength(0);
        }
        catch (IOException)
        {
            // the next append begins at 0 all the same
        }
    }

    /// <inheritdoc/>
    public void Dispose() => file?.Dispose();
}
