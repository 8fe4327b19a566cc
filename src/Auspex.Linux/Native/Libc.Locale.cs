using System.Runtime.InteropServices;

namespace Auspex.Linux.Native;

internal static unsafe partial class Libc
{
    /// <summary>Returns the locale's name, or null when there is none of that name.</summary>
    [LibraryImport(Library)]
    internal static partial byte* setlocale(int category, byte* locale);

    /// <summary>Returns text that is the C library's.</summary>
    [LibraryImport(Library)]
    internal static partial byte* nl_langinfo(int item);
}
