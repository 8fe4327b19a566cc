using System.Text;
using Auspex.Kernel;
using Auspex.Linux.Control;
using Auspex.Linux.Loop;
using Auspex.Rules;
using Auspex.Tool.Suite.Auditctl;

namespace Auspex.Tool.Suite.Autrace;

/// <summary>
/// autrace: runs one program and has the kernel make an event of each of its system calls. Source: autrace(8); spec
/// 1.6.
/// </summary>
internal static class AutraceTool
{
    private const int RecordDelayMilliseconds = 1000;

    /// <summary>Runs it with the words after its name; returns its exit code.</summary>
    internal static int Run(string[] arguments)
    {
        using var host = new AuditctlHost();
        if (!host.MayControl) return Fail(host, "You must be root or have capabilities to run this program.");
        var resourcesOnly = arguments is ["-r", ..];
        var words = resourcesOnly ? arguments[1..] : arguments;
        if (words.Length == 0) return Fail(host, "usage: autrace [-r] program");
        if (!File.Exists(words[0])) return Fail(host, $"Error - can't find: {words[0]}");
        if (!ProgramFile.IsExecutable(words[0], out var reason))
            return Fail(host, $"Error checking {words[0]} ({reason})");
        try
        {
            return Trace(host, words, resourcesOnly);
        }
        catch (KernelException e)
        {
            return Fail(host, $"Error inserting audit rule for {words[0]}: {e.Message}");
        }
    }

    private static int Trace(AuditctlHost host, string[] words, bool resourcesOnly)
    {
        if (host.Control.ListRules().Count > 0)
        {
            return Fail(
                host,
                "autrace cannot be run with rules loaded.\n"
                + "Please delete all rules using 'auditctl -D' if you really wanted to\nrun this command.");
        }

        if (host.Control.GetStatus().Enabled == EnabledState.Off)
            host.Complain("The audit system is disabled: 'auditctl -e 1' has records made");
        host.Write(Encoding.UTF8.GetBytes($"Waiting to execute: {words[0]}\n"));
        var process = HeldProcess.Start(words[0], words[1..]);
        var rules = TraceRules.For(host.Rules.Machine, process.Pid, resourcesOnly);
        var added = new List<RuleWire>();
        try
        {
            foreach (var rule in rules)
            {
                host.Control.AddRule(rule);
                added.Add(rule);
            }

            process.Release();
            process.WaitForEnd();
            Poller.Sleep(RecordDelayMilliseconds); // children may still be ending
        }
        finally
        {
            if (added.Count < rules.Count) process.Kill();
            foreach (var rule in added) host.Control.DeleteRule(rule);
        }

        host.Write("Cleaning up...\n"u8);
        host.Write(Encoding.UTF8.GetBytes(
            $"Trace complete. You can locate the records with 'ausearch -i -p {process.Pid}'\n"));
        return 0;
    }

    private static int Fail(AuditctlHost host, string text)
    {
        host.Complain(text);
        return 1;
    }
}
