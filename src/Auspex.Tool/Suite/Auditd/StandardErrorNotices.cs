using Auspex.Daemon;
using Auspex.Linux.Loop;

namespace Auspex.Tool.Suite.Auditd;

/// <summary>Notices of a daemon in the foreground.</summary>
internal sealed class StandardErrorNotices : IDaemonNotices
{
    /// <summary>A reader that takes nothing must not hold up records.</summary>
    internal const int PatienceMilliseconds = 200;

    /// <inheritdoc/>
    public void Tell(int priority, string text)
    {
        if (priority < 7) StandardError.Tell(text, PatienceMilliseconds);
    }
}
