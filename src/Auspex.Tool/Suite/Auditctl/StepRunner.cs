using System.Text;
using Auspex.Interpretation;
using Auspex.Kernel;
using Auspex.Rules;
using Auspex.Rules.Commands;
using Auspex.Tables;
using Auspex.Text;
using Auspex.Tool.Suite.Common;

namespace Auspex.Tool.Suite.Auditctl;

/// <summary>Does what commands ask for, step by step, until one fails. Source: spec 5.2, 5.3.</summary>
internal sealed partial class StepRunner
{
    private const int EEXIST = 17;
    private const int ECONNREFUSED = 111;

    private readonly IAuditctlHost host;
    private readonly ByteBuffer buffer = new();

    /// <summary>A runner on one machine.</summary>
    public StepRunner(IAuditctlHost host) => this.host = host;

    /// <summary><c>-i</c> was given.</summary>
    public bool Ignores { get; private set; }

    /// <summary><c>-c</c> was given.</summary>
    public bool Continues { get; private set; }

    /// <summary>Does the steps of <paramref name="command"/> in their order.</summary>
    public StepResult Run(AuditCommand command)
    {
        var result = StepResult.Done;
        foreach (var step in command.Steps)
        {
            result = Guarded(step);
            if (result != StepResult.Done) break;
        }

        return result;
    }

    /// <summary>Whether rules can be changed; tells if not.</summary>
    public StepResult CheckReady()
    {
        try
        {
            if (host.Control.GetStatus().Enabled != EnabledState.Locked) return StepResult.Done;
            host.Complain("The audit system is in immutable mode, no rule changes allowed");
            return StepResult.Immutable;
        }
        catch (KernelException e)
        {
            if (e.Errno == ECONNREFUSED) host.Complain("The audit system is disabled");
            else host.Complain($"Error sending status request ({Reason(e)})");
            return e.Errno == ECONNREFUSED ? StepResult.NotReady : StepResult.Failed;
        }
    }

    private StepResult Guarded(CommandStep step)
    {
        try
        {
            return Run(step);
        }
        catch (KernelException e)
        {
            if (e.Errno == ECONNREFUSED)
            {
                host.Complain("The audit system is disabled");
                return StepResult.Disabled;
            }

            host.Complain(step.Kind == CommandKind.LockLoginUid
                ? $"Error setting feature ({Reason(e)})"
                : $"Error sending {RequestName(step.Kind)} ({Reason(e)})");
            return step.Kind == CommandKind.Signal ? StepResult.SignalFailed : StepResult.Failed;
        }
    }

    private StepResult Run(CommandStep step)
    {
        switch (step.Kind)
        {
            case CommandKind.Say:
                return Say(step.Diagnostic!);
            case CommandKind.AddRule or CommandKind.DeleteRule:
                return Change(step.Kind, step.Rule!.ToWire());
            case CommandKind.DeleteRules:
                return DeleteRules(step.Text.Span);
            case CommandKind.ListRules:
                return ListRules(step);
            case CommandKind.ShowStatus:
                return ShowStatus(step.Interpret, withFeatures: true);
            case CommandKind.Signal:
                return Signal(step);
            case CommandKind.SendMessage:
                return SendMessage(step.Text.Span);
            case CommandKind.ShowVersion:
                host.Write(Encoding.UTF8.GetBytes(SuiteVersion.Of("auditctl")));
                return StepResult.Done;
            case CommandKind.ShowHelp:
                host.Write(AuditctlUsage.Text);
                return StepResult.Done;
            case CommandKind.IgnoreErrors:
                Ignores = true;
                return StepResult.Done;
            case CommandKind.ContinueOnErrors:
                Continues = true;
                return StepResult.Done;
            default:
                return Set(step);
        }
    }

    private StepResult Say(RuleDiagnostic diagnostic)
    {
        if (diagnostic.Message.Length > 0) host.Complain(diagnostic.Message);
        if (diagnostic.Advice.StartsWith("did you mean", StringComparison.Ordinal)) host.Complain($"auditctl: {diagnostic.Advice}");
        return diagnostic.Severity == RuleSeverity.Error ? StepResult.Failed : StepResult.Done;
    }

    private StepResult Change(CommandKind kind, RuleWire rule)
    {
        var ready = CheckReady();
        if (ready != StepResult.Done) return ready;
        try
        {
            if (kind == CommandKind.AddRule) host.Control.AddRule(rule);
            else host.Control.DeleteRule(rule);
            return StepResult.Done;
        }
        catch (KernelException e) when (e.Errno == EEXIST)
        {
            host.Complain("Error sending add rule data request (Rule exists)");
            return StepResult.Duplicate;
        }
    }

    private StepResult DeleteRules(ReadOnlySpan<byte> key)
    {
        var ready = CheckReady();
        if (ready != StepResult.Done) return ready;
        foreach (var rule in host.Control.ListRules())
        {
            if (HoldsKey(rule, key)) host.Control.DeleteRule(rule);
        }

        return ListRules(key, interpret: false);
    }

    private StepResult ListRules(CommandStep step) => ListRules(step.Text.Span, step.Interpret);

    private StepResult ListRules(ReadOnlySpan<byte> key, bool interpret)
    {
        var interpreter = interpret ? new Interpreter(host.Names, EscapeMode.Raw) : null;
        var listing = new RuleListing(host.Rules.Machine, interpreter);
        buffer.Clear();
        foreach (var rule in host.Control.ListRules())
        {
            if (HoldsKey(rule, key)) listing.AppendLine(rule, buffer);
        }

        host.Write(buffer.Length == 0 ? "No rules\n"u8 : buffer.Written);
        return StepResult.Done;
    }

    private static bool HoldsKey(RuleWire rule, ReadOnlySpan<byte> key) => key.IsEmpty || rule.Keys.IndexOf(key) >= 0;

    private static string Reason(KernelException e) => Reason(e.Errno);

    private static string Reason(int errno) => ErrnoMessages.Table.TryGetName((uint)errno, out var text)
        ? System.Text.Encoding.UTF8.GetString(text) : $"Unknown error {errno}";
}
