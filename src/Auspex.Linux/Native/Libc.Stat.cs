using System.Runtime.InteropServices;
using Auspex.Linux.Uapi;

namespace Auspex.Linux.Native;

internal static unsafe partial class Libc
{
    [LibraryImport(Library, EntryPoint = "statx", SetLastError = true)]
    internal static partial int StatX(int directory, byte* path, int flags, uint mask, statx* result);
}
