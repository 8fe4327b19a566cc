using System.Globalization;
using Auspex.Linux.Native;
using Auspex.Records;

namespace Auspex.Linux.Files;

/// <summary>Takes one record of a log.</summary>
internal delegate void LogLineHandler(in RecordView line);

/// <summary>Reads what is added to a log, over rotations, as long as it is asked to. One thread at a time.</summary>
/// <remarks>
/// After a rotation the file it reads is found again among the rotated ones by its inode, read to its end, and then the next younger
/// one is read, so that none is passed over however often the log was rotated meanwhile. Source: auditd.conf(5), num_logs.
/// </remarks>
internal sealed class LogFollower : IDisposable
{
    private const int MaxRotated = 1000;
    private const int ReadBytes = 1 << 20;

    private readonly string path;
    private readonly byte[] buffer = new byte[RecordReader.MaxRecordBytes + ReadBytes];
    private int fd = -1;
    private FileIdentity identity;
    private long position;
    private int kept; // bytes of a line that has no end yet
    private RecordReaderState state;

    private LogFollower(string path) => this.path = path;

    /// <summary>Rotations that were followed.</summary>
    public long Rotations { get; private set; }

    /// <summary>Times that the file was cut, or was gone before it was read to its end: what it held is not known.</summary>
    public long Breaks { get; private set; }

    /// <summary>Begins behind what the log holds now; a log that is not there yet is read from its beginning when it comes.</summary>
    /// <param name="path">The active log.</param>
    /// <param name="reason">Why it cannot be read; empty otherwise.</param>
    public static LogFollower? Open(string path, out string reason)
    {
        var follower = new LogFollower(path);
        reason = "";
        if (follower.TryOpen(path, out var errno)) follower.position = follower.identity.SizeBytes;
        else if (errno != Uapi.Errno.ENOENT) reason = ErrorWords.Of(errno);
        return reason.Length == 0 ? follower : null;
    }

    /// <summary>Hands out the lines that have come, at most about a mebibyte.</summary>
    /// <returns>False when there was nothing to read.</returns>
    public bool Read(LogLineHandler handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        if (fd < 0 && !TryOpen(path, out _)) return false;
        var length = ReadMore();
        if (length == 0 && TryGoOn()) length = ReadMore();
        if (length <= 0) return false;
        var filled = kept + length;
        var reader = new RecordReader(buffer.AsSpan(0, filled), isFinal: false, state);
        while (reader.TryRead(out var line)) handler(line);
        state = reader.State;
        kept = filled - reader.Consumed;
        buffer.AsSpan(reader.Consumed, kept).CopyTo(buffer);
        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => Close();

    private int ReadMore()
    {
        var room = buffer.AsSpan(kept, Math.Min(ReadBytes, buffer.Length - kept));
        var length = SmallFile.Read(fd, room, position, out _);
        position += Math.Max(length, 0);
        return Math.Max(length, 0);
    }

    /// <summary>At the end of the file: goes to the next one, where the log was rotated.</summary>
    private bool TryGoOn()
    {
        if (!FileIdentity.TryGet(fd, out var now)) return false;
        if (now.SizeBytes < position)
        {
            Breaks++;
            Begin(now);
            return true;
        }

        // A path that is missing is about to be made.
        if (!FileIdentity.TryGet(path, out var active) || active.IsSameFile(identity)) return false;
        if (now.SizeBytes > position) return true; // grew after the last read
        return TryOpen(FindNext(), out _);
    }

    /// <summary>The file that is one younger than ours.</summary>
    private string FindNext()
    {
        Rotations++;
        var younger = path;
        for (var i = 1; i <= MaxRotated; i++)
        {
            var rotated = string.Create(CultureInfo.InvariantCulture, $"{path}.{i}");
            if (!FileIdentity.TryGet(rotated, out var other)) break;
            if (other.IsSameFile(identity)) return younger;
            younger = rotated;
        }

        Breaks++; // ours is gone: the oldest that is left is the next
        return younger;
    }

    private bool TryOpen(string name, out int errno)
    {
        var next = SmallFile.Open(name, waits: false, out errno);
        if (next < 0) return false;
        if (!FileIdentity.TryGet(next, out var found))
        {
            errno = KernelErrors.Last;
            _ = Libc.close(next);
            return false;
        }

        Close();
        fd = next;
        Begin(found);
        return true;
    }

    private void Begin(FileIdentity found) => (identity, position, kept, state) = (found, 0, 0, default);

    private void Close()
    {
        if (fd >= 0) _ = Libc.close(fd);
        fd = -1;
    }
}
