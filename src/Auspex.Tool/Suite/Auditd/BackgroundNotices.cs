using Auspex.Daemon;
using Auspex.Linux.Daemon;
using Auspex.Linux.Loop;

namespace Auspex.Tool.Suite.Auditd;

/// <summary>Notices of a daemon in the background: to syslog, and errors also to whoever starts it, while he is there to read them.</summary>
internal sealed class BackgroundNotices : IDaemonNotices
{
    private const int Error = 3;

    private readonly Syslog syslog = new("auditd", Syslog.Daemon);

    /// <inheritdoc/>
    public void Tell(int priority, string text)
    {
        syslog.Tell(priority, text);
        if (priority <= Error) StandardError.Tell(text, StandardErrorNotices.PatienceMilliseconds);
    }
}
