using System.Diagnostics;
using Auspex.Linux.Native;
using Auspex.Linux.Watching;

namespace Auspex.SystemTests.Kernel;

/// <summary>What a process is told that may not use audit: asked of the kernel, which is not changed by it.</summary>
public sealed class AvailabilityTests
{
    private const string Expected = "AUSPEX_TEST_REFUSAL";

    [Fact]
    public void In_a_container_it_is_told_so() =>
        RunProbe(AuditRefusal.Container, "unshare", "--user", "--map-root-user", "--pid", "--fork", "--mount-proc");

    [Fact]
    public void Without_privilege_it_is_told_so() =>
        RunProbe(AuditRefusal.NotPrivileged, "setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--inh-caps=-all");

    [Fact(Explicit = true)]
    public void Probe()
    {
        var refused = Assert.Throws<AuditUnavailableException>(() => AuditAvailability.OpenControl(out _));
        Assert.Equal(Environment.GetEnvironmentVariable(Expected), refused.Reason.ToString());
    }

    private static void RunProbe(AuditRefusal expected, string command, params string[] options)
    {
        if (Libc.geteuid() != 0) Assert.Skip("changing namespaces and users needs root");
        var start = new ProcessStartInfo(command, [.. options, Environment.ProcessPath!, "-explicit", "on", "-method", $"{typeof(AvailabilityTests).FullName}.{nameof(Probe)}"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            Environment = { [Expected] = expected.ToString(), ["DOTNET_EnableDiagnostics"] = "0", ["HOME"] = "/tmp" },
        };
        try
        {
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.True(process.ExitCode == 0 && output.Contains("Total: 1", StringComparison.Ordinal), output);
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            Assert.Skip($"{command} cannot be run: {e.Message}");
        }
    }
}
