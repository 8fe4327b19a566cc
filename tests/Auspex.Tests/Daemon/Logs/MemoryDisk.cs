using Auspex.Daemon.Configuration;
using Auspex.Daemon.Logs;

namespace Auspex.Tests.Daemon.Logs;

/// <summary>Logs in memory, on a disk with so much room.</summary>
internal sealed class MemoryDisk : ILogDisk
{
    private const int ENOENT = 2;
    private const int ENOSPC = 28;
    private const long BlockBytes = 4096;

    public SortedDictionary<string, List<byte>> Files { get; } = new(StringComparer.Ordinal);

    public HashSet<string> Sealed { get; } = new(StringComparer.Ordinal);

    /// <summary>Bytes that fit on it.</summary>
    public long Capacity { get; set; } = 1L << 40;

    /// <summary>The error of every write, or 0.</summary>
    public int WriteError { get; set; }

    /// <summary>The error of every opening, or 0.</summary>
    public int OpenError { get; set; }

    public int Syncs { get; private set; }

    /// <summary>The error of every renaming, or 0.</summary>
    public int RenameError { get; set; }

    public int Renames { get; private set; }
    /// <summary>The error of every flush, or 0. What it was to bring to the disk is not there then, and nobody asks for it again.</summary>
    public int SyncError { get; set; }

    /// <summary>From which byte on a log was written again last.</summary>
    public long RewrittenFrom { get; private set; } = -1;

    /// <summary>The error of writing again, or 0.</summary>
    public int RewriteError { get; set; }

    /// <summary>How many bytes at the end of what a failed flush left are NULs when they are read back.</summary>
    public int Forgotten { get; set; }

    /// <summary>Bytes of all logs that no flush brings to the disk any more, unless they are written again.</summary>
    public long NotOnDisk => unflushed.Values.Sum(static u => u.Failed.Sum(static r => r.End - r.Start));

    private readonly Dictionary<List<byte>, Unflushed> unflushed = [];

    public long Used => Files.Values.Sum(f => (long)f.Count);

    public string Text(string path) => System.Text.Encoding.UTF8.GetString([.. Files[path]]);

    public int Open(DaemonConfig config, out ILogFile? file)
    {
        file = null;
        if (OpenError != 0) return OpenError;
        if (!Files.TryGetValue(config.LogFile, out var bytes)) Files[config.LogFile] = bytes = [];
        file = new MemoryFile(this, bytes);
        return 0;
    }

    public int Rename(string from, string to)
    {
        Renames++;
        if (RenameError != 0) return RenameError;
        if (!Files.Remove(from, out var bytes)) return ENOENT;
        Files[to] = bytes;
        if (Sealed.Remove(from)) Sealed.Add(to);
        return 0;
    }

    public int Seal(string path, bool isForGroup)
    {
        Sealed.Add(path);
        return 0;
    }

    public int Remove(string path) => Files.Remove(path) ? 0 : ENOENT;

    public bool Exists(string path) => Files.ContainsKey(path);

    private sealed class Unflushed
    {
        public int From { get; set; }

        public List<(int Start, int End)> Failed { get; } = [];
    }

    private sealed class MemoryFile(MemoryDisk disk, List<byte> bytes) : ILogFile
    {
        public long Length => bytes.Count;

        public int Write(ReadOnlySpan<byte> added, out int written)
        {
            written = 0;
            _ = State;
            if (disk.WriteError != 0) return disk.WriteError;
            written = (int)Math.Clamp(disk.Capacity - disk.Used, 0, added.Length);
            bytes.AddRange(added[..written]);
            return written < added.Length ? ENOSPC : 0;
        }

        public long SyncedBytes => State.Failed.Count > 0 ? State.Failed[0].Start : State.From;

        private Unflushed State => disk.unflushed.TryGetValue(bytes, out var known) ? known : disk.unflushed[bytes] = new Unflushed { From = bytes.Count };

        public int Sync()
        {
            disk.Syncs++;
            if (disk.SyncError != 0 && bytes.Count > State.From) State.Failed.Add((State.From, bytes.Count));
            State.From = bytes.Count;
            return disk.SyncError;
        }

        public int Rewrite(long from)
        {
            disk.RewrittenFrom = from;
            if (disk.RewriteError != 0) return disk.RewriteError;
            if (disk.SyncError != 0) return disk.SyncError;
            for (var i = bytes.Count - disk.Forgotten; i < bytes.Count; i++) bytes[i] = 0;
            State.Failed.Clear();
            State.From = bytes.Count;
            return 0;
        }

        public int Read(long offset, Span<byte> room)
        {
            var count = (int)Math.Min(room.Length, bytes.Count - offset);
            bytes.GetRange((int)offset, count).CopyTo(room);
            return count;
        }

        public int SyncSoon() => Sync();

        public int Truncate(long length)
        {
            bytes.RemoveRange((int)length, bytes.Count - (int)length);
            return 0;
        }

        public int GetSpace(out LogSpace space)
        {
            space = new LogSpace((ulong)Math.Max(0, (disk.Capacity - disk.Used) / BlockBytes), (ulong)(disk.Capacity / BlockBytes), (ulong)BlockBytes);
            return 0;
        }

        public void Dispose()
        {
            // memory
        }
    }
}
