using System.Text;
using Auspex.Linux.Files;
using Auspex.Linux.Native;
using Auspex.Linux.Uapi;

namespace Auspex.Linux.Daemon;

/// <summary>Looks at the place of the log before anything is written there.</summary>
/// <remarks>Source: spec 7.4.</remarks>
public static class LogDirectory
{
    private const ushort OthersMayWrite = 0x12; // 0022
    private const ushort S_IFLNK = 0xA000;

    /// <summary>Checks that nobody but root can put another file in the log's place.</summary>
    /// <returns>What is wrong, or null.</returns>
    public static string? FindFault(string logFile)
    {
        var directory = Path.GetDirectoryName(logFile) ?? "/";
        var path = new StringBuilder();
        foreach (var part in directory.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part is "." or "..") return $"Unsafe audit log directory for {logFile} ({directory} has the component {part})";
            path.Append('/').Append(part);
            if (FaultOf(path.ToString()) is { } fault) return $"Unsafe audit log directory for {logFile} ({path} {fault})";
        }

        return null;
    }

    /// <summary>Reads the end of a log for the next daemon, and cuts off a line that was never finished.</summary>
    /// <param name="logFile">The active log.</param>
    /// <param name="bootMilliseconds">When the machine was booted.</param>
    public static unsafe Auspex.Daemon.Logs.LogTail ReadTail(string logFile, long bootMilliseconds)
    {
        var active = ReadEnd(logFile, Auspex.Daemon.Logs.LogTail.MaxBytes, out var size);
        var before = active.Length < Auspex.Daemon.Logs.LogTail.MaxBytes / 2 ? ReadEnd(logFile + ".1", Auspex.Daemon.Logs.LogTail.MaxBytes / 2, out _) : [];
        var tail = Auspex.Daemon.Logs.LogTail.Read((byte[])[.. before, .. active], bootMilliseconds);
        if (tail.TornBytes == 0 || tail.TornBytes > size) return tail;
        int fd;
        fixed (byte* name = Encoding.UTF8.GetBytes(logFile + '\0'))
            fd = Libc.openat(Fcntl.AT_FDCWD, name, Fcntl.O_WRONLY | Fcntl.O_NOFOLLOW | Fcntl.O_CLOEXEC, 0);
        if (fd < 0) return tail;
        _ = Libc.ftruncate(fd, size - tail.TornBytes);
        _ = Libc.close(fd);
        return tail;
    }

    private static string? FaultOf(string path)
    {
        var name = Encoding.UTF8.GetBytes(path + '\0');
        if (!FileIdentity.TryGet(Fcntl.AT_FDCWD, name, Stat.AT_SYMLINK_NOFOLLOW, out _, out var status))
            return $"cannot be looked at: {ErrorWords.Of(KernelErrors.Last)}";
        if ((status.stx_mode & Stat.S_IFMT) == S_IFLNK) return "is a symbolic link";
        if ((status.stx_mode & Stat.S_IFMT) != Stat.S_IFDIR) return "is not a directory";
        if (status.stx_uid != 0) return "is not owned by root";
        return (status.stx_mode & OthersMayWrite) != 0 ? "is group or world writable" : null;
    }

    private static byte[] ReadEnd(string path, int most, out long size)
    {
        size = 0;
        var fd = SmallFile.Open(path, waits: false, out _);
        if (fd < 0) return [];
        try
        {
            if (!FileIdentity.TryGet(fd, out var identity)) return [];
            size = identity.SizeBytes;
            var bytes = new byte[(int)Math.Min(size, most)];
            var length = SmallFile.Read(fd, bytes, size - bytes.Length, out _);
            return length == bytes.Length ? bytes : bytes[..Math.Max(length, 0)];
        }
        finally
        {
            _ = Libc.close(fd);
        }
    }
}
