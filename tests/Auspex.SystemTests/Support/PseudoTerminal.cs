using System.Diagnostics;
using System.Runtime.InteropServices;
using Auspex.Linux.Loop;

namespace Auspex.SystemTests.Support;

/// <summary>Runs a program whose input, output and errors are one terminal, and reads all that the terminal gets.</summary>
internal static unsafe partial class PseudoTerminal
{
    private const int O_RDWR_NOCTTY_CLOEXEC = 0x2 | 0x100 | 0x80000;
    private const int NameBytes = 64;

    /// <summary>Runs it to its end, as a terminal of the kind xterm.</summary>
    public static (int ExitCode, byte[] Output) Run(string program, params string[] arguments)
    {
        var master = posix_openpt(O_RDWR_NOCTTY_CLOEXEC);
        Assert.True(master >= 0 && grantpt(master) == 0 && unlockpt(master) == 0, "no terminal can be made");
        try
        {
            using var process = Process.Start(StartOf(NameOf(master), program, arguments))!;
            var output = new MemoryStream();
            Span<byte> room = stackalloc byte[4096];
            for (var count = 1; !Descriptor.IsOver(count);) // EIO once every program has closed the terminal
            {
                count = Descriptor.Read(master, room);
                if (count > 0) output.Write(room[..count]);
            }

            process.WaitForExit();
            return (process.ExitCode, output.ToArray());
        }
        finally
        {
            Descriptor.Close(master);
        }
    }

    private static ProcessStartInfo StartOf(string terminal, string program, string[] arguments)
    {
        string[] shell = ["-c", "t=$1; shift; exec \"$0\" \"$@\" <\"$t\" >\"$t\" 2>&1"];
        var start = new ProcessStartInfo("/bin/sh", [.. shell, program, terminal, .. arguments]);
        start.Environment["TERM"] = "xterm";
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        return start;
    }

    private static string NameOf(int master)
    {
        var name = stackalloc byte[NameBytes];
        Assert.Equal(0, ptsname_r(master, name, NameBytes));
        return Marshal.PtrToStringUTF8((nint)name)!;
    }

    [LibraryImport("libc")]
    private static partial int posix_openpt(int flags);

    [LibraryImport("libc")]
    private static partial int grantpt(int fd);

    [LibraryImport("libc")]
    private static partial int unlockpt(int fd);

    [LibraryImport("libc")]
    private static partial int ptsname_r(int fd, byte* name, nuint length);
}
