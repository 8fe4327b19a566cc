using System.Text;
using Auspex.Linux.Native;

namespace Auspex.Linux.Loop;

/// <summary>What this process and its machine are.</summary>
internal static class Machine
{
    private const int NameBytes = 65; // struct utsname: six names of 65 bytes each
    private const int Names = 6;
    private const int MachineIndex = 4;

    /// <summary>This process's pid, as its own pid namespace counts.</summary>
    public static int ProcessId => Libc.getpid();

    /// <summary>The effective user.</summary>
    public static uint EffectiveUserId => Libc.geteuid();

    /// <summary>The kernel's name of the machine, as <c>uname -m</c> prints it; empty if unknown.</summary>
    public static unsafe string Architecture
    {
        get
        {
            var buffer = stackalloc byte[NameBytes * Names];
            if (Libc.uname(buffer) != 0) return "";
            var name = new ReadOnlySpan<byte>(buffer + (NameBytes * MachineIndex), NameBytes);
            var end = name.IndexOf((byte)0);
            return Encoding.ASCII.GetString(end < 0 ? name : name[..end]);
        }
    }

    /// <summary>Gives way to others (positive) or not (negative), by as much. Source: nice(2).</summary>
    /// <returns>False when the kernel refuses.</returns>
    public static bool TryBeNice(int increment)
    {
        return Libc.nice(increment) != -1 || KernelErrors.Last == 0;
    }
}
