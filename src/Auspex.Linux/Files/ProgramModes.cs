using System.Text;
using Auspex.Linux.Native;
using Auspex.Linux.Uapi;

namespace Auspex.Linux.Files;

/// <summary>Tells which programs run with other rights than their caller's.</summary>
internal static class ProgramModes
{
    private const int SetIds = 0xC00; // S_ISUID, S_ISGID
    private const int Executes = 0x49; // S_IXUSR, S_IXGRP, S_IXOTH

    /// <summary>True for a regular file that sets user or group id when it is run. Links are not followed.</summary>
    public static bool IsPrivileged(string path) =>
        FileIdentity.TryGet(Fcntl.AT_FDCWD, Encoding.UTF8.GetBytes(path + '\0'), Stat.AT_SYMLINK_NOFOLLOW, out _, out var status)
        && (status.stx_mode & Stat.S_IFMT) == Stat.S_IFREG && (status.stx_mode & SetIds) != 0 && (status.stx_mode & Executes) != 0;
}
