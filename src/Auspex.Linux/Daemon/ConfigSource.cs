using System.Text;
using Auspex.Daemon.Configuration;
using Auspex.Linux.Files;
using Auspex.Linux.Native;
using Auspex.Linux.Uapi;

namespace Auspex.Linux.Daemon;

/// <summary>Opens configuration files and sees that nobody but root could have written them. Source: spec 7.2, 8.1.</summary>
internal static unsafe class ConfigSource
{
    private const int MaxBytes = 1 << 20;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="allowsLinks">False to refuse a symbolic link.</param>
    /// <param name="isMissing">True when there is none.</param>
    /// <param name="fault">Why it is not read; empty otherwise.</param>
    /// <param name="allowsGroup">False to refuse a file that its group can write.</param>
    /// <returns>Its text, or null.</returns>
    public static byte[]? Read(string path, bool allowsLinks, out bool isMissing, out string fault, bool allowsGroup = true)
    {
        isMissing = false;
        fault = "";
        int fd;
        var flags = Fcntl.O_RDONLY | Fcntl.O_CLOEXEC | Fcntl.O_NONBLOCK | (allowsLinks ? 0 : Fcntl.O_NOFOLLOW);
        fixed (byte* name = Encoding.UTF8.GetBytes(path + '\0')) fd = Libc.openat(Fcntl.AT_FDCWD, name, flags, 0);
        if (fd < 0)
        {
            isMissing = KernelErrors.Last == Errno.ENOENT;
            fault = $"Error opening config file {path} ({ErrorWords.Of(KernelErrors.Last)})";
            return null;
        }

        try
        {
            fault = FaultOf(fd, path, allowsGroup, out var size);
            if (fault.Length > 0) return null;
            var room = new byte[Math.Min(size, MaxBytes)];
            var length = SmallFile.Read(fd, room, 0, out var errno);
            if (length >= 0) return room[..length];
            fault = $"Error reading config file {path} ({ErrorWords.Of(errno)})";
            return null;
        }
        finally
        {
            _ = Libc.close(fd);
        }
    }

    /// <summary>The facts of a status.</summary>
    internal static ConfigFile Of(in statx status)
    {
        var kind = (status.stx_mode & Stat.S_IFMT) switch
        {
            Stat.S_IFREG => ConfigFileKind.Regular,
            Stat.S_IFDIR => ConfigFileKind.Directory,
            _ => ConfigFileKind.Other,
        };
        return new ConfigFile(kind, status.stx_uid, status.stx_mode & 0xFFFu);
    }

    private static string FaultOf(int fd, string path, bool allowsGroup, out long size)
    {
        const uint groupMayWrite = 0x10, othersMayWrite = 2;
        var isKnown = FileIdentity.TryGet(fd, "\0"u8, Stat.AT_EMPTY_PATH, out var identity, out var status);
        size = identity.SizeBytes;
        if (!isKnown) return $"Error fstat'ing config file {path}";
        var file = Of(status);
        if (file.Owner != 0) return $"Error - {path} isn't owned by root";
        if (!allowsGroup && (file.Mode & (groupMayWrite | othersMayWrite)) != 0) return $"Error - {path} is group or world writable";
        if ((file.Mode & othersMayWrite) != 0) return $"Error - {path} is world writable";
        return file.Kind == ConfigFileKind.Regular ? "" : $"Error - {path} is not a regular file";
    }
}
