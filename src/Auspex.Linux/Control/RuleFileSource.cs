using System.Runtime.InteropServices;
using Auspex.Linux.Files;
using Auspex.Linux.Native;
using Auspex.Linux.Uapi;

namespace Auspex.Linux.Control;

/// <summary>Reads rule files that are to go into the kernel: who may write them may silence it.</summary>
/// <remarks>Source: spec 5.10.</remarks>
internal static class RuleFileSource
{
    /// <summary>The largest file that is loaded line by line.</summary>
    public const int MaxBytes = 64 << 20;

    /// <summary>The most that is read of files whose rules are kept: a thousand times the usual set.</summary>
    public const int MaxSetBytes = 4 << 20;

    private const int WorldWritable = 0x2; // S_IWOTH

    /// <summary>Reads the file at <paramref name="path"/>, links followed.</summary>
    /// <param name="path">The path.</param>
    /// <param name="text">Its bytes; empty unless it was read.</param>
    /// <param name="reason">The system's words where it could not be opened or read, else empty.</param>
    /// <param name="maxBytes">How long it may be.</param>
    /// <param name="isLoaded">False where it is only looked at: then it matters not who may write it.</param>
    public static RuleFileState Read(string path, out byte[] text, out string reason, int maxBytes = MaxBytes, bool isLoaded = true)
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
            return ReadOpened(fd, maxBytes, isLoaded, ref text, ref reason);
        }
        finally
        {
            _ = Libc.close(fd);
        }
    }

    private static RuleFileState ReadOpened(int fd, int maxBytes, bool isLoaded, ref byte[] text, ref string reason)
    {
        if (!FileIdentity.TryGet(fd, "\0"u8, Stat.AT_EMPTY_PATH, out var identity, out var status))
        {
            reason = Marshal.GetPInvokeErrorMessage(KernelErrors.Last);
            return RuleFileState.Unreadable;
        }

        if (isLoaded && (status.stx_mode & WorldWritable) != 0) return RuleFileState.WorldWritable;
        if ((status.stx_mode & Stat.S_IFMT) != Stat.S_IFREG) return RuleFileState.NotRegular;
        if (identity.SizeBytes > maxBytes) return RuleFileState.TooLarge;
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
