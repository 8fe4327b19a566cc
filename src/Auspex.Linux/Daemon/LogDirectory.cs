using System.Globalization;
using System.Text;
using Auspex.Daemon.Configuration;
using Auspex.Daemon.Logs;
using Auspex.Linux.Files;
using Auspex.Linux.Native;
using Auspex.Linux.Uapi;

namespace Auspex.Linux.Daemon;

/// <summary>Looks at the place of the log before anything is written there.</summary>
/// <remarks>Source: spec 7.4.</remarks>
internal static class LogDirectory
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

    /// <summary>Lets the log's group, where there is one, read the folder and the logs that are there. Source: spec 7.4.</summary>
    public static unsafe void GiveToGroup(DaemonConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        if (config.LogGroup == 0) return;
        const uint folderMode = 0x1E8, sealedMode = 0x120; // 0750, 0440
        var folder = Path.GetDirectoryName(config.LogFile) ?? "/";
        Give(folder, Fcntl.O_DIRECTORY, config.LogGroup, folderMode);
        for (var i = 1; i < config.LogCount; i++) Give(string.Create(CultureInfo.InvariantCulture, $"{config.LogFile}.{i}"), Fcntl.O_NONBLOCK, config.LogGroup, sealedMode);
    }

    private static unsafe void Give(string path, int flags, uint group, uint mode)
    {
        int fd;
        fixed (byte* name = Encoding.UTF8.GetBytes(path + '\0'))
            fd = Libc.openat(Fcntl.AT_FDCWD, name, flags | Fcntl.O_RDONLY | Fcntl.O_NOFOLLOW | Fcntl.O_CLOEXEC, 0);
        if (fd < 0) return;
        var isOurs = FileIdentity.TryGet(fd, "\0"u8, Stat.AT_EMPTY_PATH, out _, out var status) && status.stx_uid == 0
            && (status.stx_mode & Stat.S_IFMT) is Stat.S_IFDIR or Stat.S_IFREG;
        if (isOurs)
        {
            _ = Libc.fchown(fd, 0, group);
            _ = Libc.fchmod(fd, mode);
        }

        _ = Libc.close(fd);
    }

    /// <summary>Reads the end of a log for the next daemon, and cuts off a line that was never finished.</summary>
    /// <param name="logFile">The active log.</param>
    /// <param name="bootMilliseconds">When the machine was booted.</param>
    /// <param name="node">This machine's node name, empty for none.</param>
    public static unsafe LogTail ReadTail(string logFile, long bootMilliseconds, ReadOnlySpan<byte> node)
    {
        // Outside the managed heap, which would keep the room for as long as the daemon lives.
        const int most = LogTail.MaxBytes;
        var room = (byte*)System.Runtime.InteropServices.NativeMemory.Alloc(most);
        LogTail tail;
        long size;
        try
        {
            var active = SmallFile.ReadPart(logFile, new Span<byte>(room + (most / 2), most / 2), fromEnd: true, out size);
            var before = active < most / 2 ? SmallFile.ReadPart(logFile + ".1", new Span<byte>(room, most / 2), fromEnd: true, out _) : 0;

            // One text: the end of the log before lies right before the active one.
            Buffer.MemoryCopy(room, room + (most / 2) - before, before, before);
            tail = LogTail.Read(new ReadOnlySpan<byte>(room + (most / 2) - before, before + active), bootMilliseconds, node);
        }
        finally
        {
            System.Runtime.InteropServices.NativeMemory.Free(room);
        }

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
}
