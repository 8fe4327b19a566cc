using Auspex.SystemTests.Support;

namespace Auspex.SystemTests.Suite;

/// <summary>Debian's auditd 3.0.9 in the foreground.</summary>
internal static class DebianAuditd
{
    private static string Root =>
        Environment.GetEnvironmentVariable("AUSPEX_ORACLE") is { Length: > 0 } named ? named : Repository.PathOf("build", "oracle", "root");

    /// <summary>Starts it; env makes way for it, so that the pid is its own.</summary>
    public static RunningProgram Start(string configuration) => RunningProgram.Start(
        "/usr/bin/env",
        [$"LD_LIBRARY_PATH={Root}/lib/x86_64-linux-gnu:{Root}/usr/lib/x86_64-linux-gnu", "LC_ALL=C", $"{Root}/sbin/auditd", "-n", "-c", configuration]);
}
