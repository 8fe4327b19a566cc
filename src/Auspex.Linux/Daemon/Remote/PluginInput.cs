using Auspex.Daemon.Remote;
using Auspex.Linux.Native;
using Auspex.Linux.Uapi;

namespace Auspex.Linux.Daemon.Remote;

/// <summary>What the daemon writes to a plugin's standard input. The descriptor stays open. Source: auditd-plugins(5).</summary>
public static unsafe class PluginInput
{
    /// <summary>The descriptor.</summary>
    public const int Descriptor = 0;

    /// <summary>Reads once, as much as there is. Call it when the descriptor has something to read.</summary>
    /// <returns>False at the end: the daemon has closed its side.</returns>
    public static bool Read(RecordLines lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        var room = lines.Room;
        fixed (byte* start = room)
        {
            var count = Libc.read(Descriptor, start, (nuint)room.Length);
            if (count > 0) lines.Advance((int)count);
            return count > 0 || (count < 0 && KernelErrors.Last is Errno.EINTR or Errno.EAGAIN);
        }
    }
}
