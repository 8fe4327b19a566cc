using Auspex.SystemTests.Support;

namespace Auspex.SystemTests.Suite;

/// <summary>Debian's auditd 3.0.9 in the foreground.</summary>
internal static class DebianAuditd
{
    /// <summary>Starts it; env makes way for it, so that the pid is its own.</summary>
    public static RunningProgram Start(string configuration) => RunningProgram.Start(
        "/usr/bin/env",
        [DebianTools.Environ, "LC_ALL=C", $"{DebianTools.Root}/sbin/auditd", "-n", "-c", configuration]);
}
