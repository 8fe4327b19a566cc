using System.Runtime.InteropServices;
using System.Text;
using Auspex.Daemon;
using Auspex.Linux.Native;

namespace Auspex.Linux.Daemon;

/// <summary>Notices to the machine's syslog. One for a process. Source: syslog(3).</summary>
internal sealed unsafe class Syslog : IDaemonNotices
{
    private const int LOG_PID = 1;

    /// <summary>Facility user.</summary>
    public const int User = 1;

    /// <summary>Facility daemon.</summary>
    public const int Daemon = 3;

    private readonly Lock guard = new();

    /// <summary>Opens it.</summary>
    /// <param name="name">What stands before each line. Kept for ever, as the C library wants it.</param>
    /// <param name="facility">The facility's number, as RFC 5424 counts them.</param>
    /// <param name="showsPid">True to show the process's pid in each line.</param>
    public Syslog(string name, int facility, bool showsPid = true)
    {
        var bytes = Encoding.UTF8.GetBytes(name + '\0');
        var kept = (byte*)NativeMemory.Alloc((nuint)bytes.Length);
        bytes.CopyTo(new Span<byte>(kept, bytes.Length));
        Libc.openlog(kept, showsPid ? LOG_PID : 0, facility << 3);
    }

    /// <summary>Sends a text as it stands; it ends at its first NUL.</summary>
    /// <param name="priority">0 to 7.</param>
    /// <param name="text">The text, with a NUL at its end.</param>
    public void Send(int priority, ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty || text[^1] != 0) throw new ArgumentException("a NUL is missing at its end", nameof(text));
        fixed (byte* format = "%s\0"u8, line = text)
        {
            lock (guard) Libc.syslog(priority & 7, format, line);
        }
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
