using System.Runtime.InteropServices;
using Auspex.Linux.Uapi;

namespace Auspex.Linux.Native;

internal static unsafe partial class Libc
{
    /// <summary>Returns a locale, or null when there is none of that name. Empty: the one of the environment.</summary>
    [LibraryImport(Library)]
    internal static partial void* newlocale(int mask, byte* name, void* from);

    /// <summary>Returns how many bytes it has written, without the zero behind them; 0 when there is no room.</summary>
    [LibraryImport(Library)]
    internal static partial nuint strftime_l(byte* text, nuint size, byte* format, tm* time, void* locale);

    /// <summary>Returns where it has stopped, or null when the text is not of that form.</summary>
    [LibraryImport(Library)]
    internal static partial byte* strptime_l(byte* text, byte* format, tm* time, void* locale);
}
