using System.Runtime.InteropServices;
using System.Text;
using Auspex.Linux.Native;
using Auspex.Linux.Uapi;

namespace Auspex.Linux.Control;

/// <summary>Whether a file is a program for this process. Source: faccessat(2).</summary>
internal static unsafe class ProgramFile
{
    private const int X_OK = 1;

    /// <summary>
    /// True when <paramref name="path"/> can be executed; else <paramref name="reason"/> has the system's words.
    /// </summary>
    public static bool IsExecutable(string path, out string reason)
    {
        int result;
        fixed (byte* name = Encoding.UTF8.GetBytes(path + '\0')) result = Libc.faccessat(Fcntl.AT_FDCWD, name, X_OK, 0);
        reason = result == 0 ? "" : Marshal.GetPInvokeErrorMessage(KernelErrors.Last);
        return result == 0;
    }
}
