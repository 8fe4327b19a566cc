using System.Runtime.InteropServices;
using Auspex.Linux.Files;
using Auspex.Linux.Native;
using Auspex.Linux.Uapi;

namespace Auspex.Linux.Control;

/// <summary>Reads rule files that are to go into the kernel: who may write them may silence it.</summary>
/// <remarks>Source: spec 5.10.</remarks>
public static class RuleFileSource
{
    /// <summary>The largest file that is read.</summary>
    public const int MaxBytes = 64 << 20;

    private const int WorldWritable = 0x2; // S_IWOTH

    /// <summary>Reads the file at <paramref name="path"/>, links followed.</summary>
    /// <param name="path">The path.</param>
    /// <param name="text">Its bytes; empty unless it was read.</param>
    /// <param name="reason">The system's words where it could not be opened or read, else empty.</param>
    public static RuleFileState Read(string path, out byte[] text, out string reason)
    {
        text = [];
        reason = "";
        var fd = SmallFile.Open(path, waits: false, out var errno);
        if (fd < 0)
        {
            reason = Marshal.GetPInvokeErrorMessage(errno);
            return errno == Errno.ENOENT ? RuleFileState.Missing : RuleFileState.Unreadable;
        }

        try
        {
            return ReadOpened(fd, ref text, ref reason);
        }
        finally
        {
            _ = Libc.close(fd);
        }
    }

    private static RuleFileState ReadOpened(int fd, ref byte[] text, ref string reason)
    {
        if (!FileIdentity.TryGet(fd, "\0"u8, Stat.AT_EMPTY_PATH, out var identity, out var status))
        {
            reason = Marshal.GetPInvokeErrorMessage(KernelErrors.Last);
            return RuleFileState.Unreadable;
        }

        if ((status.stx_mode & WorldWritable) != 0) return RuleFileState.WorldWritable;
        if ((status.stx_mode & Stat.S_IFMT) != Stat.S_IFREG) return RuleFileState.NotRegular;
        if (identity.SizeBytes > MaxBytes) return RuleFileState.TooLarge;
        var room = new byte[identity.SizeBytes];
        var length = SmallFile.Read(fd, room, 0, out var errno);
        if (length < 0)
        {
            reason = Marshal.GetPInvokeErrorMessage(errno);
            return RuleFileState.Unreadable;
        }

        text = length == room.Length ? room : room[..length];
        return RuleFileState.Read;
    }
}
