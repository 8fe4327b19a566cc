using System.Text;
using Auspex.Linux.Control;
using Auspex.Rules.Commands;
using Auspex.Rules.Files;

namespace Auspex.Tool.Suite.Auditctl;

/// <summary>One run of auditctl: a command line, or a rule file. Source: auditctl(8); spec 5.1, 5.2, 5.10.</summary>
internal sealed class AuditctlSession
{
    private const int Failure = 255;

    private readonly IAuditctlHost host;
    private readonly StepRunner runner;

    /// <summary>A run on one machine.</summary>
    public AuditctlSession(IAuditctlHost host)
    {
        this.host = host;
        runner = new StepRunner(host);
    }

    /// <summary>Does what the words ask for.</summary>
    /// <param name="arguments">The words behind the program's name.</param>
    /// <returns>The exit code.</returns>
    public int Run(IReadOnlyList<ReadOnlyMemory<byte>> arguments)
    {
        if (arguments.Count == 0)
        {
            host.Write(AuditctlUsage.Text);
            return 1;
        }

        if (!IsFree(arguments) && !host.MayControl)
        {
            host.Complain("You must be root to run this program.");
            return 4;
        }

        if (arguments.Count == 2 && arguments[0].Span.SequenceEqual("-R"u8))
            return Load(Encoding.UTF8.GetString(arguments[1].Span));
        var result = runner.Run(new CommandReader(host.Rules).Read(arguments));
        if (result is StepResult.Failed or StepResult.Duplicate)
            host.Complain("There was an error while processing parameters");
        return result switch
        {
            StepResult.Done or StepResult.Disabled => 0,
            StepResult.Immutable or StepResult.NotReady or StepResult.SignalFailed => 1,
            StepResult.NoDaemon => 2,
            _ => Failure,
        };
    }

    /// <summary>What anybody may ask, and root where its capabilities were taken away.</summary>
    private bool IsFree(IReadOnlyList<ReadOnlyMemory<byte>> arguments)
    {
        if (arguments.Count != 1) return false;
        var word = arguments[0].Span;
        return word.SequenceEqual("--help"u8) || word.SequenceEqual("-h"u8) || (word.SequenceEqual("-l"u8) && host.IsRoot);
    }

    private int Load(string path)
    {
        var state = host.ReadRules(path, out var text, out var reason);
        if (state != RuleFileState.Read)
        {
            host.Complain(Refusal(state, path, reason));
            return 1;
        }

        if (runner.CheckReady() != StepResult.Done) return 1;
        return LoadLines(new RuleFileReader(host.Rules, path, text), path);
    }

    private int LoadLines(RuleFileReader file, string path)
    {
        var failed = false;
        while (file.Read() is { } line)
        {
            var result = runner.Run(line.Command);
            if (result == StepResult.Disabled) return 0;
            if (result == StepResult.Duplicate)
                host.Complain($"The rule in line {line.Number} of {path} is loaded already");
            if (result is StepResult.Done or StepResult.Duplicate) continue;
            failed = true;
            host.Complain($"There was an error in line {line.Number} of {path}");
            if (!runner.Ignores && !runner.Continues) return 1;
        }

        return failed && !runner.Ignores ? 1 : 0;
    }

    private static string Refusal(RuleFileState state, string path, string reason) => state switch
    {
        RuleFileState.Missing => $"audit rules file {path} doesn't exist",
        RuleFileState.WorldWritable => $"Error - {path} is world writable",
        RuleFileState.NotRegular => $"Error - {path} is not a regular file",
        RuleFileState.TooLarge => $"Error - {path} is larger than {RuleFileSource.MaxBytes} bytes",
        _ => $"Error opening {path} ({reason})",
    };
}
