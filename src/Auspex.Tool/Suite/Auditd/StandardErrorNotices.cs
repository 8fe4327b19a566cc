using Auspex.Daemon;

namespace Auspex.Tool.Suite.Auditd;

/// <summary>Notices of a daemon in the foreground.</summary>
internal sealed class StandardErrorNotices : IDaemonNotices
{
    /// <inheritdoc/>
    public void Tell(int priority, string text)
    {
        if (priority < 7) Console.Error.WriteLine(text);
    }
}
