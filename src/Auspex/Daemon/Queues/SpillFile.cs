namespace Auspex.Daemon.Queues;

/// <summary>Where a queue goes on when memory is full: a file, read back in order and emptied once all is read. Under the queue's lock.</summary>
/// <remarks>
/// It has no name from the moment it is made, so that it vanishes with us, however we end, and two never clash. Frames go to it in blocks.
/// What the disk refuses is refused by the queue.
/// </remarks>
internal sealed class SpillFile : IDisposable
{
    private const int BlockBytes = 64 << 10;

    private readonly string path;
    private readonly long maxBytes;
    private byte[] block = []; // frames that are not yet in the file: its end
    private int blockLength;
    private FileStream? file;
    private long read;
    private long written; // to the file and the block

    /// <summary>A file that is made when it is first needed.</summary>
    /// <param name="path">The path that it has for a moment.</param>
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
        if (blockLength + length > BlockBytes && !TryWriteBlock()) return false;
        if (length > BlockBytes) return false; // no record is so long
        if (block.Length == 0) block = new byte[BlockBytes];
        header.CopyTo(block.AsSpan(blockLength));
        line.CopyTo(block.AsSpan(blockLength + header.Length));
        blockLength += length;
        written += length;
        Spilled += length;
        return true;
    }

    /// <summary>Reads bytes that wait.</summary>
    /// <returns>How many were read; 0 when the disk refuses.</returns>
    public int Read(Span<byte> bytes)
    {
        var inFile = written - blockLength - read;
        if (inFile <= 0)
        {
            var waiting = block.AsSpan((int)-inFile, blockLength + (int)inFile);
            waiting = waiting[..Math.Min(waiting.Length, bytes.Length)];
            waiting.CopyTo(bytes);
            return waiting.Length;
        }

        try
        {
            file!.Position = read;
            var wanted = (int)Math.Min(inFile, bytes.Length);
            return file.ReadAtLeast(bytes[..wanted], wanted, throwOnEndOfStream: false);
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
        blockLength = 0;
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

    /// <summary>Gives the block to the file. A block that was partly read goes whole: places in the file stay what they are.</summary>
    private bool TryWriteBlock()
    {
        try
        {
            file ??= Make();
            file.Position = written - blockLength;
            file.Write(block.AsSpan(0, blockLength));
            blockLength = 0;
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private FileStream Make()
    {
        File.Delete(path); // left by one that was stopped between the next two steps; FileMode.CreateNew follows no link
        var made = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            BufferSize = 0,
        });
        File.Delete(path);
        return made;
    }
}
