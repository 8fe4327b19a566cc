using System.Text;
using Auspex.Linux.Files;
using Auspex.Linux.Native;
using Auspex.Linux.Uapi;

namespace Auspex.Linux.Tls;

/// <summary>Files that decide who gets in: root's own, no links, closed to others. Source: spec 8.6.</summary>
internal static unsafe class SecretFile
{
    private const int MaxBytes = 4 << 20;
    private const int LeastKeyBytes = 32;
    private const uint OnlyRootReads = 0x100; // 0400
    private const uint OthersWrite = 0x12; // 0022

    /// <summary>Reads a key: hexadecimal on the first line, at least 32 bytes; the file's mode is 0400.</summary>
    /// <param name="path">The file.</param>
    /// <param name="fault">Why there is none; empty otherwise.</param>
    public static byte[]? ReadKey(string path, out string fault)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (Read(path, static mode => mode == OnlyRootReads ? "" : "permissions should be 0400", out fault) is not { } text) return null;
        var end = text.AsSpan().IndexOf((byte)'\n');
        var line = Encoding.Latin1.GetString(end < 0 ? text : text.AsSpan(0, end)).Trim();
        Array.Clear(text);
        try
        {
            var key = Convert.FromHexString(line);
            if (key.Length >= LeastKeyBytes) return key;
            fault = $"{path}: a key has at least {LeastKeyBytes} bytes";
        }
        catch (FormatException)
        {
            fault = $"{path}: the first line is not hexadecimal";
        }

        return null;
    }

    /// <summary>Reads a list that nobody but root may write.</summary>
    /// <param name="path">The file.</param>
    /// <param name="fault">Why it is not read; empty otherwise.</param>
    public static byte[]? ReadList(string path, out string fault) =>
        Read(path, static mode => (mode & OthersWrite) == 0 ? "" : "is group or world writable", out fault);

    private static byte[]? Read(string path, Func<uint, string> faultOfMode, out string fault)
    {
        int fd;
        fixed (byte* name = Encoding.UTF8.GetBytes(path + '\0'))
            fd = Libc.openat(Fcntl.AT_FDCWD, name, Fcntl.O_RDONLY | Fcntl.O_CLOEXEC | Fcntl.O_NONBLOCK | Fcntl.O_NOFOLLOW, 0);
        if (fd < 0)
        {
            fault = $"Cannot open {path}: {ErrorWords.Of(KernelErrors.Last)}";
            return null;
        }

        try
        {
            fault = "";
            if (!FileIdentity.TryGet(fd, "\0"u8, Stat.AT_EMPTY_PATH, out var identity, out var status)) fault = "cannot be examined";
            else if ((status.stx_mode & Stat.S_IFMT) != Stat.S_IFREG) fault = "is not a regular file";
            else if (status.stx_uid != 0) fault = "isn't owned by root";
            else if (identity.SizeBytes > MaxBytes) fault = "is too large";
            else fault = faultOfMode(status.stx_mode & 0xFFFu);
            if (fault.Length > 0)
            {
                fault = $"{path} {fault}";
                return null;
            }

            var room = new byte[identity.SizeBytes];
            var length = SmallFile.Read(fd, room, 0, out var errno);
            if (length >= 0) return length == room.Length ? room : room[..length];
            fault = $"Cannot read {path}: {ErrorWords.Of(errno)}";
            return null;
        }
        finally
        {
            _ = Libc.close(fd);
        }
    }
}
