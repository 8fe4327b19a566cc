using Auspex.Linux.Netlink;
using Auspex.Rules;
using Auspex.Rules.Plan;
using Auspex.SystemTests.Support;
using Auspex.Tool.Applets.Planning;

namespace Auspex.SystemTests.Daemon;

/// <summary>A program whose every call is an event: access(2) of a file that is not there.</summary>
internal sealed class Storm : IDisposable
{
    private const string Source =
        """
        #include <stdlib.h>
        #include <sys/syscall.h>
        #include <time.h>
        #include <unistd.h>
        int main(int argc, char **argv) {
          long n = atol(argv[1]), pause = argc > 2 ? atol(argv[2]) : 0;
          for (long i = 0; i < n; i++) {
            syscall(SYS_access, "/nonexistent/path/for/storm", 0);
            if (pause && i % 100 == 0) { struct timespec t = {0, pause * 1000}; nanosleep(&t, 0); }
          }
        }
        """;

    private readonly TemporaryFolder folder = new();
    private readonly AuditControl control;
    private readonly RuleWire rule;

    /// <summary>The program, and the rule that records it, or <paramref name="ruleText"/> instead.</summary>
    public Storm(AuditControl control, string? ruleText = null)
    {
        this.control = control;
        Program = folder.PathOf("storm");
        Compiler.Compile(folder.Write("storm.c", Source), Program);
        rule = RuleOf(ruleText ?? $"-a always,exit -F arch=b64 -S access -F exe={Program} -k storm");
        control.AddRule(rule);
    }

    public string Program { get; }

    /// <summary>Makes so many events, with a pause in microseconds after every hundred.</summary>
    public RunningProgram Start(int events, int pause = 0) =>
        RunningProgram.Start(Program, [events.ToString(System.Globalization.CultureInfo.InvariantCulture), pause.ToString(System.Globalization.CultureInfo.InvariantCulture)]);

    private RuleWire RuleOf(string text)
    {
        var reader = new WantedReader(PlanCommands.HostOf(control), isMerged: false);
        reader.Add("storm", System.Text.Encoding.UTF8.GetBytes(text));
        return Assert.Single(reader.ToWanted().Rules).Wire;
    }

    public void Dispose()
    {
        control.DeleteRule(rule);
        folder.Dispose();
    }
}
