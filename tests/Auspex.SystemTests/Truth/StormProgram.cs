using System.Globalization;
using System.Text;
using Auspex.Rules;
using Auspex.SystemTests.Kernel;
using Auspex.SystemTests.Support;

namespace Auspex.SystemTests.Truth;

/// <summary>Makes audit events that have nothing to do with processes, many a second, by a rule of its own.</summary>
internal sealed class StormProgram : IDisposable
{
    private const int AccessCall = 21; // x86_64
    private const uint X8664 = 0xC000003E;

    private readonly KernelLock kernel;
    private readonly RuleWire rule;
    private readonly RunningProgram program;

    private StormProgram(KernelLock kernel, RuleWire rule, RunningProgram program)
    {
        this.kernel = kernel;
        this.rule = rule;
        this.program = program;
    }

    /// <summary>Starts <paramref name="path"/>, made from tests/truth/storm.c.</summary>
    public static StormProgram Start(KernelLock kernel, string path, int eventsPerSecond)
    {
        var rule = new RuleBuilder(RuleList.Exit, RuleAction.Always)
            .Where(RuleField.Arch, RuleOperator.Equal, X8664).WithSyscalls(AccessCall)
            .Where(RuleField.Exe, RuleOperator.Equal, Encoding.UTF8.GetBytes(path)).WithKey("auspex-test-storm"u8).Build();
        kernel.Control.AddRule(rule);
        return new StormProgram(kernel, rule, RunningProgram.Start(path, [eventsPerSecond.ToString(CultureInfo.InvariantCulture)]));
    }

    /// <summary>Ends it and returns the number of events it made.</summary>
    public long End() => long.Parse(program.EndByTerminate().Output, CultureInfo.InvariantCulture);

    public void Dispose()
    {
        program.Dispose();
        kernel.Control.DeleteRule(rule);
    }
}
