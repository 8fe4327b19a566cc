using System.Globalization;
using System.Text;
using Auspex.Daemon.Remote;
using Auspex.Linux.Files;
using Auspex.Linux.Native;
using Auspex.Linux.Uapi;

namespace Auspex.Linux.Daemon.Remote;

/// <summary>Opens spool files: makes one where there is none, and another one where the depth has changed.</summary>
/// <remarks>
/// What is made has another name until it is whole, so that a program that is killed leaves no half of a file. Source: spec 8.5.
/// </remarks>
internal static unsafe class SpoolFiles
{
    private const int MaxTurns = 3;

    /// <summary>Opens a spool file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="depth">How many records it is to have room for.</param>
    /// <param name="fault">Why not; empty otherwise.</param>
    /// <returns>Null when it cannot be opened.</returns>
    public static SpoolQueue? Open(string path, int depth, out string fault)
    {
        ArgumentNullException.ThrowIfNull(path);
        fault = "";
        for (var turn = 0; turn < MaxTurns; turn++)
        {
            var file = SpoolFile.Open(path, isNew: false, out var errno);
            if (file is null && errno == Errno.ENOENT)
            {
                DaemonFiles.MakePrivateDirectory(Path.GetDirectoryName(path) ?? "/");
                return Make(path, depth, null, out fault);
            }

            if (file is null)
            {
                fault = Of(path, errno, "");
                return null;
            }

            // Another program may have put a new file there before it let go of this one.
            var isThere = FileIdentity.TryGet(path, out var now);
            if (isThere && now.IsSameFile(file.Identity)) return Take(path, file, depth, out fault);
            file.Dispose();
        }

        fault = Of(path, Errno.EBUSY, "");
        return null;
    }

    private static SpoolQueue? Take(string path, SpoolFile file, int depth, out string fault)
    {
        fault = "";
        var queue = SpoolQueue.Open(file, depth, out var errno, out var reason);
        if (queue is null)
        {
            fault = Of(path, errno, reason);
            return null;
        }

        if (queue.Depth == depth) return queue;
        using (queue) return Make(path, depth, queue, out fault);
    }

    /// <summary>Makes a file, with the records of another, and gives it its name.</summary>
    private static SpoolQueue? Make(string path, int depth, SpoolQueue? old, out string fault)
    {
        fault = "";
        var temporary = path + ".new";
        var file = SpoolFile.Open(temporary, isNew: true, out var errno);
        if (file is null)
        {
            fault = Of(temporary, errno, "");
            return null;
        }

        var queue = SpoolQueue.Open(file, depth, out errno, out _);
        if (queue is not null && old is not null) errno = old.CopyTo(queue);
        fixed (byte* from = Encoding.UTF8.GetBytes(temporary + '\0'), to = Encoding.UTF8.GetBytes(path + '\0'))
        {
            if (errno == 0 && Libc.rename(from, to) != 0) errno = KernelErrors.Last;
            if (errno == 0) return queue;
            _ = Libc.unlink(from);
        }

        queue?.Dispose();
        var isFull = old is not null && old.Count > depth;
        fault = Of(path, errno, isFull ? string.Create(CultureInfo.InvariantCulture, $"{old!.Count} records wait in it, and queue_depth is {depth}") : "");
        return null;
    }

    private static string Of(string path, int errno, string reason) =>
        reason.Length == 0 ? $"{path}: {ErrorWords.Of(errno)}" : $"{path}: {ErrorWords.Of(errno)}: {reason}";
}
