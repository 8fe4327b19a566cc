using System.Runtime.InteropServices;

// The C library comes from the system's own directories only.
[assembly: DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]

namespace Auspex.Linux.Native;

/// <summary>The C library. Functions return what they return in C; errno is in <see cref="Marshal.GetLastPInvokeError"/>.</summary>
internal static unsafe partial class Libc
{
    private const string Library = "libc";
}
