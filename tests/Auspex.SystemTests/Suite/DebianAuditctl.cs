using Auspex.SystemTests.Support;

namespace Auspex.SystemTests.Suite;

/// <summary>Debian's auditctl 3.0.9, unpacked by tools/oracle.sh or named by AUSPEX_ORACLE.</summary>
internal static class DebianAuditctl
{
    /// <summary>Skips the test where the tool is not.</summary>
    public static void Require()
    {
        if (!File.Exists($"{DebianTools.Root}/sbin/auditctl")) Assert.Skip($"Debian's auditctl is not in {DebianTools.Root}: tools/oracle.sh fetches it");
    }

    /// <summary>Runs it.</summary>
    public static ProgramResult Run(params string[] arguments) => RunTool("auditctl", arguments);

    /// <summary>Runs another of Debian's tools; skips the test where it is not.</summary>
    public static ProgramResult RunTool(string tool, params string[] arguments)
    {
        Require();
        string[] words = [DebianTools.Environ, "LC_ALL=C", $"{DebianTools.Root}/sbin/{tool}", .. arguments];
        using var program = RunningProgram.Start("/usr/bin/env", words);
        return program.WaitForEnd(120_000); // against hanging: the machine may be busy
    }
}
