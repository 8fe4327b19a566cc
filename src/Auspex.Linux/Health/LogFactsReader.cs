using Auspex.Events;
using Auspex.Health;
using Auspex.Linux.Files;
using Auspex.Linux.Native;
using Auspex.Records;
using Auspex.Search;
using Auspex.Search.Gaps;

namespace Auspex.Linux.Health;

/// <summary>The logs: how many, how large, from when to when, and what is missing at their end.</summary>
internal static class LogFactsReader
{
    private const int MaxLogs = 2000;
    private const int EndBytes = 64 << 10;
    private const int TailBytes = 16 << 20;

    /// <summary>The active log and the rotated ones that are there.</summary>
    internal static IReadOnlyList<string> List(string logFile) =>
        [.. TextFile.List(Path.GetDirectoryName(logFile) ?? "/", MaxLogs).Where(p => p == logFile || IsRotated(p, logFile))];

    /// <summary>The directory, then the logs.</summary>
    internal static IReadOnlyList<PathFacts> ReadPaths(string logFile, IReadOnlyList<string> logs) =>
        TextFile.Look(logs.Prepend(Path.GetDirectoryName(logFile) ?? "/"));

    internal static IReadOnlyList<LogFileFacts> Read(IReadOnlyList<string> logs)
    {
        var room = new byte[EndBytes];
        var facts = new List<LogFileFacts>();
        foreach (var path in logs)
        {
            var length = SmallFile.ReadPart(path, room, fromEnd: false, out var size);
            var first = FirstOf(room.AsSpan(0, length), size);
            length = SmallFile.ReadPart(path, room, fromEnd: true, out _);
            facts.Add(new LogFileFacts(path, size, first, TimesOf(room.AsSpan(0, length)).LastMilliseconds));
        }

        return facts;
    }

    /// <summary>The file system of the log directory; null where there is no such directory.</summary>
    internal static DiskFacts? ReadDisk(string logFile)
    {
        var directory = Path.GetDirectoryName(logFile) ?? "/";
        var fd = SmallFile.Open(directory, waits: false, out _);
        if (fd < 0) return null;
        var errno = FileSystemSpace.Get(fd, out var space);
        _ = Libc.close(fd);
        if (errno != 0) return null;
        var hasOthers = FileIdentity.TryGet(directory, out var own) && FileIdentity.TryGet(directory + "/..", out var above) && own.Device == above.Device;
        return new DiskFacts(directory, (long)(space.TotalBlocks * space.BlockBytes), (long)(space.FreeBlocks * space.BlockBytes), hasOthers);
    }

    /// <summary>What is missing from the end of the log, and of the one before where it is short; null where it cannot be read.</summary>
    internal static TailFacts? ReadTail(string logFile)
    {
        var active = ReadEnd(logFile, TailBytes);
        if (active is null) return null;
        var before = active.Length < TailBytes ? ReadEnd(logFile + ".1", TailBytes - active.Length) ?? [] : [];
        byte[] text = [.. before, .. active];
        var finder = new GapFinder();
        var search = new PlainSearch(new BytesText(text), TimeRange.All, finder);
        search.Read(text, 0);
        search.End();
        finder.End();
        return new TailFacts(text.Length, finder.Events, FirstOf(text.AsSpan(0, Math.Min(text.Length, EndBytes)), text.Length), finder.Found);
    }

    /// <summary>Whole lines from the end of a file.</summary>
    private static byte[]? ReadEnd(string path, int most)
    {
        if (!FileIdentity.TryGet(path, out var identity)) return null;
        var room = new byte[Math.Min(most, identity.SizeBytes)];
        var length = SmallFile.ReadPart(path, room, fromEnd: true, out var size);
        if (length == 0 && size > 0) return null;
        var start = size > length ? LineEnd.IndexIn(room.AsSpan(0, length)) + 1 : 0;
        return room[start..length];
    }

    /// <summary>When text began to be written of which <paramref name="beginning"/> is the beginning.</summary>
    private static long FirstOf(ReadOnlySpan<byte> beginning, long sizeBytes)
    {
        var times = TimesOf(beginning);
        return times.FirstMilliseconds((long)(times.Events * (double)sizeBytes / Math.Max(1, beginning.Length)));
    }

    private static WritingTimes TimesOf(ReadOnlySpan<byte> part)
    {
        var times = new WritingTimes();
        var reader = new RecordReader(part, isFinal: true);
        while (reader.TryRead(out var record))
        {
            if (record.Error == RecordError.None) times.Add(record.Stamp);
        }

        return times;
    }

    private static bool IsRotated(string path, string logFile) =>
        path.Length > logFile.Length + 1 && path.StartsWith(logFile, StringComparison.Ordinal) && path[logFile.Length] == '.'
        && !path.AsSpan(logFile.Length + 1).ContainsAnyExceptInRange('0', '9');
}
