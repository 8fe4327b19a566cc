using System.Runtime.InteropServices;
using Auspex.Linux.Native;

namespace Auspex.Linux.Loop;

/// <summary>What a descriptor leads to. Source: isatty(3), ioctl_tty(2).</summary>
internal static class Terminal
{
    /// <summary>True when <paramref name="descriptor"/> is a terminal.</summary>
    public static bool IsTerminal(int descriptor) => Libc.isatty(descriptor) == 1;

    /// <summary>Asks for the terminal's size in characters.</summary>
    /// <returns>False when it is no terminal, or does not know.</returns>
    public static unsafe bool TryGetSize(int descriptor, out int columns, out int rows)
    {
        var size = stackalloc ushort[4]; // struct winsize: rows, columns, and pixels of both
        size[0] = size[1] = 0;
        var ok = Libc.ioctl(descriptor, RequestSize, size) == 0 && size[1] > 0;
        columns = ok ? size[1] : 0;
        rows = ok ? size[0] : 0;
        return ok;
    }

    /// <summary>TIOCGWINSZ, which powerpc numbers otherwise.</summary>
    private static nuint RequestSize => RuntimeInformation.ProcessArchitecture == Architecture.Ppc64le ? 0x40087468u : 0x5413u;
}
