using Auspex.Daemon.Configuration;
using Auspex.Daemon.Logs;

namespace Auspex.Tests.Daemon.Logs;

/// <summary>A disk that keeps apart what was written and what was synced, and whose power is cut in the middle of a call.</summary>
internal sealed class PowerDisk(Random random) : ILogDisk
{
    private const int ENOENT = 2;

    private readonly Dictionary<string, StoredFile> files = new(StringComparer.Ordinal);

    /// <summary>Calls until the cut; that call is done by half, or not at all.</summary>
    public int CallsLeft { get; set; } = int.MaxValue;

    /// <summary>Bytes of all logs whose sync was asked for, whether or not it has finished.</summary>
    public long RequestedBytes => files.Values.Sum(static f => (long)Math.Max(f.Requested, f.Synced));

    /// <summary>Bytes of all logs that were synced.</summary>
    public long SyncedBytes => files.Values.Sum(static f => (long)f.Synced);

    /// <summary>What is read after the cut: all that was synced, and of the rest as much as happened to be.</summary>
    public void Cut()
    {
        foreach (var file in files.Values)
        {
            var kept = random.Next(4) == 0 ? file.Synced : random.Next(file.Synced, file.Bytes.Count + 1);
            file.Bytes.RemoveRange(kept, file.Bytes.Count - kept);
            file.Synced = file.Requested = kept;
        }

        CallsLeft = int.MaxValue;
    }

    /// <summary>Puts bytes into a log as if they had always been there.</summary>
    public void Store(string path, byte[] bytes)
    {
        var file = FileOf(path);
        file.Bytes.AddRange(bytes);
        file.Synced = file.Requested = file.Bytes.Count;
    }

    /// <summary>Cuts a log, as the start of the daemon does with half a line.</summary>
    public void TakeOff(string path, int count) => FileOf(path).Bytes.RemoveRange(FileOf(path).Bytes.Count - count, count);

    /// <summary>All logs, the oldest first.</summary>
    public byte[] Read(string path)
    {
        var names = files.Keys.Where(n => n.StartsWith(path, StringComparison.Ordinal)).OrderByDescending(static n => n.Length).ThenByDescending(static n => n, StringComparer.Ordinal);
        using var all = new MemoryStream();
        foreach (var name in names) all.Write(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(files[name].Bytes));
        return all.ToArray();
    }

    public int Open(DaemonConfig config, out ILogFile? file)
    {
        Step();
        file = new OpenFile(this, FileOf(config.LogFile), config.Flush is FlushMode.Data or FlushMode.Sync);
        return 0;
    }

    public int Rename(string from, string to)
    {
        Step();
        if (!files.Remove(from, out var file)) return ENOENT;
        files[to] = file;
        return 0;
    }

    public int Seal(string path, bool isForGroup) => 0;

    public int Remove(string path) => files.Remove(path) ? 0 : ENOENT;

    public bool Exists(string path) => files.ContainsKey(path);

    private StoredFile FileOf(string path)
    {
        if (!files.TryGetValue(path, out var file)) files[path] = file = new StoredFile();
        return file;
    }

    /// <summary>One call more; a sync on the worker's thread may finish meanwhile.</summary>
    private void Step()
    {
        if (--CallsLeft <= 0) throw new PowerCutException();
        foreach (var file in files.Values)
        {
            if (file.Requested > file.Synced && random.Next(3) == 0) file.Synced = file.Requested;
        }
    }

    private sealed class StoredFile
    {
        public List<byte> Bytes { get; } = [];

        public int Synced { get; set; }

        public int Requested { get; set; }
    }

    private sealed class OpenFile(PowerDisk disk, StoredFile file, bool isSynchronous) : ILogFile
    {
        public long Length => file.Bytes.Count;

        public int Write(ReadOnlySpan<byte> bytes, out int written)
        {
            written = 0;
            if (disk.CallsLeft <= 1) file.Bytes.AddRange(bytes[..disk.NextPart(bytes.Length)]);
            disk.Step();
            file.Bytes.AddRange(bytes);
            if (isSynchronous) file.Synced = file.Bytes.Count;
            written = bytes.Length;
            return 0;
        }

        public int Sync()
        {
            disk.Step();
            file.Synced = file.Bytes.Count;
            return 0;
        }

        public int SyncSoon()
        {
            disk.Step();
            file.Requested = file.Bytes.Count;
            return 0;
        }

        public int Truncate(long length)
        {
            disk.Step();
            file.Bytes.RemoveRange((int)length, file.Bytes.Count - (int)length);
            file.Synced = Math.Min(file.Synced, file.Bytes.Count);
            return 0;
        }

        public int GetSpace(out LogSpace space)
        {
            space = new LogSpace(1 << 30, 1 << 30, 4096);
            return 0;
        }

        public void Dispose()
        {
            // Closing syncs nothing.
        }
    }

    private int NextPart(int length) => random.Next(length + 1);
}
