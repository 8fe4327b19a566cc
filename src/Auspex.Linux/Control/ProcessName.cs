using System.Globalization;
using System.Text;
using Auspex.Linux.Files;
using Auspex.Linux.Native;

namespace Auspex.Linux.Control;

/// <summary>What a process is called by ps, pgrep and killall: its main thread's name. Source: prctl(2), PR_SET_NAME; proc_pid_comm(5).</summary>
internal static unsafe class ProcessName
{
    private const int PR_SET_NAME = 15;
    private const int MaxBytes = 15;

    /// <summary>Gives this process a name; cut where it is too long. On the main thread.</summary>
    public static void Set(string name)
    {
        var bytes = new byte[MaxBytes + 1];
        var text = Encoding.ASCII.GetBytes(name);
        text.AsSpan(0, Math.Min(text.Length, MaxBytes)).CopyTo(bytes);
        fixed (byte* start = bytes) _ = Libc.prctl(PR_SET_NAME, (nuint)start, 0, 0, 0);
    }

    /// <summary>The name of a process that lives, or null.</summary>
    public static string? Of(int pid)
    {
        Span<byte> room = stackalloc byte[64];
        var length = SmallFile.Read(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/comm"), room, out _);
        return length > 0 ? Encoding.UTF8.GetString(room[..length]).TrimEnd('\n') : null;
    }
}
