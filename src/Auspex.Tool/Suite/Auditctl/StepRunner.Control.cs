using System.Globalization;
using System.Text;
using Auspex.Kernel;
using Auspex.Rules.Commands;

namespace Auspex.Tool.Suite.Auditctl;

internal sealed partial class StepRunner
{
    private StepResult Set(CommandStep step)
    {
        var control = host.Control;
        switch (step.Kind)
        {
            case CommandKind.SetEnabled:
                control.SetEnabled((EnabledState)step.Number);
                return ShowStatus(interpret: false, withFeatures: false);
            case CommandKind.SetFailure:
                control.SetFailure((FailureMode)step.Number);
                return ShowStatus(interpret: false, withFeatures: false);
            case CommandKind.SetRateLimit:
                control.SetRateLimit(step.Number);
                return ShowStatus(interpret: false, withFeatures: false);
            case CommandKind.SetBacklogLimit:
                control.SetBacklogLimit(step.Number);
                return ShowStatus(interpret: false, withFeatures: false);
            case CommandKind.SetBacklogWaitTime:
                control.SetBacklogWaitTime(step.Number);
                return ShowStatus(interpret: false, withFeatures: false);
            case CommandKind.ResetLost:
                return ResetLost();
            case CommandKind.ResetBacklogWaitTimeActual:
                host.Complain(Counted("backlog_wait_time_actual", control.ResetBacklogWaitTimeActual()));
                return StepResult.Done;
            case CommandKind.LockLoginUid:
                control.SetFeatures(
                    FeatureFlags.LoginUidImmutable,
                    new AuditFeatures(FeatureFlags.LoginUidImmutable, FeatureFlags.LoginUidImmutable));
                return StepResult.Done;
            case CommandKind.Trim:
                control.Trim();
                return StepResult.Done;
            case CommandKind.MakeEquivalent:
                control.MakeEquivalent(step.Text.Span, step.OtherText.Span);
                return StepResult.Done;
            default:
                throw new ArgumentOutOfRangeException(nameof(step), step.Kind, "not a step that sets something");
        }
    }

    private StepResult ResetLost()
    {
        if (!host.Control.GetStatus().Abilities.HasFlag(KernelAbilities.LostReset))
        {
            host.Complain("Error sending lost reset request (Operation not supported)");
            return StepResult.Failed;
        }

        host.Complain(Counted("lost", host.Control.ResetLost()));
        return StepResult.Done;
    }

    private StepResult ShowStatus(bool interpret, bool withFeatures)
    {
        buffer.Clear();
        StatusText.Append(host.Control.GetStatus(), interpret, buffer);
        if (withFeatures) StatusText.Append(host.Control.GetFeatures(), buffer);
        host.Write(buffer.Written);
        return StepResult.Done;
    }

    private StepResult SendMessage(ReadOnlySpan<byte> text)
    {
        byte[] message = [.. "text="u8, .. text];
        buffer.Clear();
        UserMessage.Append(message, host.Origin, success: true, buffer);
        host.Control.SendUserMessage(UserMessage.User, buffer.Written);
        return StepResult.Done;
    }

    private StepResult Signal(CommandStep step)
    {
        if (!AuditdSignals.TryFind(step.Text.Span, out var signal))
        {
            host.Complain($"{Encoding.UTF8.GetString(step.Text.Span)} is an unsupported signal");
            if (AuditdSignals.Suggest(step.Text.Span) is { Length: > 0 } advice) host.Complain($"auditctl: {advice}");
            return StepResult.SignalFailed;
        }

        var pid = host.Control.GetStatus().AuditorPid;
        if (pid == 0)
        {
            host.Complain("Auditd is not running");
            return StepResult.NoDaemon;
        }

        var errno = host.Signal(pid, signal, awaitEnd: signal == AuditdSignals.Term);
        if (errno == 0) return StepResult.Done;
        host.Complain($"Failed sending signal to auditd ({Reason(errno)})");
        return StepResult.SignalFailed;
    }

    private static string Counted(string name, uint value) =>
        string.Create(CultureInfo.InvariantCulture, $"{name}: {value}");

    private static string RequestName(CommandKind kind) => kind switch
    {
        CommandKind.AddRule => "add rule data request",
        CommandKind.DeleteRule or CommandKind.DeleteRules => "delete rule data request",
        CommandKind.ListRules => "rule list data request",
        CommandKind.SetEnabled => "enable request",
        CommandKind.SetFailure => "failure mode request",
        CommandKind.SetRateLimit => "rate limit request",
        CommandKind.SetBacklogLimit => "backlog limit request",
        CommandKind.SetBacklogWaitTime => "backlog wait time request",
        CommandKind.ResetLost => "lost reset request",
        CommandKind.ResetBacklogWaitTimeActual => "backlog wait time actual reset request",
        CommandKind.Trim => "trim subtrees command",
        CommandKind.MakeEquivalent => "make_equivalent command",
        CommandKind.SendMessage => "user message",
        _ => "status request",
    };
}
