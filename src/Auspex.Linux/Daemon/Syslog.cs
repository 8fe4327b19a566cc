using System.Runtime.InteropServices;
using System.Text;
using Auspex.Daemon;
using Auspex.Linux.Native;

namespace Auspex.Linux.Daemon;

/// <summary>Notices to the machine's syslog. One for a process. Source: syslog(3).</summary>
public sealed unsafe class Syslog : IDaemonNotices
{
    private const int LOG_PID = 1;

    /// <summary>Facility daemon.</summary>
    public const int Daemon = 3;

    private readonly Lock guard = new();

    /// <summary>Opens it.</summary>
    /// <param name="name">What stands before each line. Kept for ever, as the C library wants it.</param>
    /// <param name="facility">The facility's number, as RFC 5424 counts them.</param>
    public Syslog(string name, int facility)
    {
        var bytes = Encoding.UTF8.GetBytes(name + '\0');
        var kept = (byte*)NativeMemory.Alloc((nuint)bytes.Length);
        bytes.CopyTo(new Span<byte>(kept, bytes.Length));
        Libc.openlog(kept, LOG_PID, facility << 3);
    }

    /// <inheritdoc/>
    public void Tell(int priority, string text)
    {
        fixed (byte* format = "%s\0"u8, line = Encoding.UTF8.GetBytes(text + '\0'))
        {
            lock (guard) Libc.syslog(priority & 7, format, line);
        }
    }
}
