using System.Text;
using Auspex.Health;
using Auspex.Linux.Daemon;
using Auspex.Linux.Files;
using Auspex.Linux.Native;
using Auspex.Linux.Uapi;

namespace Auspex.Linux.Health;

/// <summary>Reads small files and looks at names, without ever failing.</summary>
internal static class TextFile
{
    private const int MaxBytes = 256 << 10;

    /// <summary>The text of a file, cut where it is long; null where it cannot be read.</summary>
    internal static string? Read(string path)
    {
        var room = new byte[MaxBytes];
        var length = SmallFile.Read(path, room, out _);
        return length < 0 ? null : Encoding.UTF8.GetString(room.AsSpan(0, length));
    }

    /// <summary>Where a link leads; empty where it is none or cannot be read.</summary>
    internal static string LinkOf(string path)
    {
        try
        {
            return new FileInfo(path).LinkTarget ?? "";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    /// <summary>What a path leads to; null where that cannot be told, for want of a right on the way to it.</summary>
    internal static PathFacts? Look(string path)
    {
        if (FileIdentity.TryGet(Fcntl.AT_FDCWD, Encoding.UTF8.GetBytes(path + '\0'), 0, out _, out var status)) return new PathFacts(path, ConfigSource.Of(status));
        return KernelErrors.Last is Errno.ENOENT or Errno.ENOTDIR ? new PathFacts(path, default) : null;
    }

    /// <summary>The same of several paths, less those that cannot be told of.</summary>
    internal static IReadOnlyList<PathFacts> Look(IEnumerable<string> paths) => [.. paths.Select(Look).OfType<PathFacts>()];

    /// <summary>Names in a directory, at most <paramref name="most"/>, sorted; none where it cannot be read.</summary>
    internal static IReadOnlyList<string> List(string directory, int most)
    {
        try
        {
            return [.. Directory.EnumerateFileSystemEntries(directory).Take(most).Order(StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
