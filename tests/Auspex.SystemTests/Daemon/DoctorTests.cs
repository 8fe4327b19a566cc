using System.Text;
using System.Text.Json;
using Auspex.SystemTests.Kernel;
using Auspex.SystemTests.Support;

namespace Auspex.SystemTests.Daemon;

/// <summary>doctor on this machine, beside a daemon of ours.</summary>
[Collection(KernelCollection.Name)]
public sealed class DoctorTests
{
    [Fact]
    public void It_finds_the_daemon_its_files_a_listener_and_rules_that_are_not_loaded()
    {
        using var kernel = KernelLock.Acquire();
        using var run = new DaemonRun();
        var rules = Directory.CreateDirectory(run.PathOf("rules.d")).FullName;
        File.WriteAllText(Path.Combine(rules, "a.rules"), "-w /nonexistent-for-doctor -p wa -k doctor\n");
        using var daemon = run.Start();
        using var listener = RunningProgram.Start(AuspexProgram.Path, ["shadow", "--log", run.Log]);
        listener.WaitUntil(() => File.ReadAllText(listener.ErrorFile).Contains("comparing", StringComparison.Ordinal), "a listener");
        var (code, findings) = Run(run.Folder);

        Assert.Equal(1, code);
        Assert.Contains($"Auspex's auditd (pid {daemon.Pid})", State(findings, "audit.auditor"), StringComparison.Ordinal);
        Assert.Contains($"(pid {listener.Pid})", State(findings, "audit.listeners"), StringComparison.Ordinal);
        Assert.Equal("The kernel's audit answers.", State(findings, "kernel.answers"));
        Assert.Contains("is valid", State(findings, "config.auditd"), StringComparison.Ordinal);
        Assert.Contains("1 request.", State(findings, "rules.drift"), StringComparison.Ordinal);
        Assert.Contains("Nothing is missing", State(findings, "log.gaps"), StringComparison.Ordinal);
        Assert.Contains("are left for the logs", State(findings, "disk.space"), StringComparison.Ordinal);
        Assert.Contains("belong to root", State(findings, "files.logs"), StringComparison.Ordinal);
        Assert.Contains("0 plugins of 0", State(findings, "plugins"), StringComparison.Ordinal);

        File.AppendAllText(run.PathOf("auditd.conf"), "bogus = 1\n");
        (code, findings) = Run(run.Folder);
        Assert.Equal(2, code);
        Assert.Matches(@"auditd\.conf\(\d+,1\): Unknown keyword ""bogus""", State(findings, "config.auditd"));
        _ = listener.EndByInterrupt();
        Assert.Equal(0, daemon.EndByTerminate().ExitCode);
    }

    private static (int Code, JsonElement Findings) Run(string folder)
    {
        using var doctor = RunningProgram.Start(AuspexProgram.Path, ["doctor", "--json", "--config", folder]);
        var result = doctor.WaitForEnd();
        Assert.Equal("", result.Errors);
        return (result.ExitCode, JsonDocument.Parse(Encoding.UTF8.GetString(result.OutputBytes)).RootElement.GetProperty("findings"));
    }

    private static string State(JsonElement findings, string check) =>
        findings.EnumerateArray().First(f => f.GetProperty("check").GetString() == check).GetProperty("state").GetString()!;
}
