using Auspex.Records;
using Auspex.Tables;
using Auspex.Text;

namespace Auspex.Normalization;

/// <content>Events of one record that the kernel or the daemon wrote.</content>
public sealed partial class EventNormalizer
{
    private void NormalizeSingle()
    {
        TakeSession();
        TakeLabel();
        SetActionOf(main.Type);
        switch (main.Type)
        {
            case RecordType.ConfigChange:
                TakeSubject();
                NormalizeConfigChange();
                break;
            case RecordType.FeatureChange:
                TakeSubject();
                ObjectKind = ObjectKind.System;
                Take(EventPart.Object, main, KnownField.Feature);
                SetHowToProgram();
                SetResult(KnownField.Res);
                break;
            case RecordType.Seccomp:
                TakeSubject();
                NormalizeSeccomp();
                break;
            case RecordType.AnomAbend:
                TakeSubject();
                ObjectKind = ObjectKind.Process;
                Take(EventPart.Object, main, ProgramField());
                SetHow(KnownField.Signal);
                SetResult(KnownField.Res);
                break;
            case RecordType.AnomPromiscuous:
                TakeSubject();
                ObjectKind = ObjectKind.Socket;
                Take(EventPart.Object, main, KnownField.Dev);
                SetResult(KnownField.Res);
                break;
            case RecordType.Login:
                NormalizeLogin();
                break;
            case RecordType.NetfilterCfg:
                SetDeed("loaded-firewall-rule-to"u8, ObjectKind.Firewall);
                SubjectKind = SubjectKind.System;
                Take(EventPart.Object, main, KnownField.Table);
                SetHow(KnownField.Comm);
                break;
            case RecordType.Avc:
                NormalizeAvc();
                break;
            case RecordType.Bpf:
                SubjectKind = SubjectKind.System;
                NormalizeBpf(main);
                break;
            case RecordType.EventListener:
                TakeSubject();
                NormalizeListener(main);
                SetHowToProgram();
                SetResult(KnownField.Res);
                break;
            case >= (RecordType)1200 and <= (RecordType)1298:
                NormalizeDaemon();
                break;
            case RecordType.LandlockAccess:
                Result = EventResult.Failed; // only what is denied is recorded
                break;
            case >= (RecordType)1406 and <= (RecordType)1499:
                NormalizeNetworkLabel();
                break;
            default:
                NormalizeUserRecord();
                break;
        }
    }

    private void TakeSubject()
    {
        Take(EventPart.Subject, main, KnownField.Auid);
        TakeActingAs();
    }

    private void NormalizeConfigChange()
    {
        var op = FieldValue.Unquote(main.Value(KnownField.Op)); // older kernels quote it
        if (op.StartsWith("add_rule"u8)) SetAction("added-audit-rule"u8);
        else if (op.StartsWith("remove_rule"u8)) SetAction("deleted-audit-rule"u8);
        TakeSetting(main);
        SetResult(KnownField.Res);
    }

    /// <summary>What is only written down is let through as well (docs/differences.md, seccomp-log).</summary>
    private void NormalizeSeccomp()
    {
        ObjectKind = ObjectKind.Process;
        Take(EventPart.Object, main, KnownField.Syscall);
        SetHowToProgram();
        if (!main.Has(KnownField.Code)) return;
        scratch.Clear();
        Interpret(main, KnownField.Code, scratch);
        Result = scratch.Written.SequenceEqual("allow"u8) || scratch.Written.SequenceEqual("log"u8) ? EventResult.Success : EventResult.Failed;
    }

    private void NormalizeLogin()
    {
        Take(EventPart.Subject, main, KnownField.OldAuid);
        TakeActingAs();
        ObjectKind = ObjectKind.UserSession;
        Take(EventPart.Object, main, KnownField.Auid);
        SetResult(KnownField.Res);
    }

    private void NormalizeDaemon()
    {
        Take(EventPart.Subject, main, KnownField.Auid);
        Take(EventPart.ActingAs, main, KnownField.Uid);
        SubjectKind = SubjectKind.Auditd;
        ObjectKind = ObjectKind.Service;
        if (main.Type == RecordType.DaemonStart) how.Append("init"u8);
        else if (main.Type < RecordType.DaemonAccept && main.Type != RecordType.DaemonAbort) how.Append("signal"u8);
        SetResult(KnownField.Res);
    }

    private void NormalizeNetworkLabel()
    {
        SubjectKind = Take(EventPart.Subject, main, KnownField.Auid) ? KindOfUser(main.Value(KnownField.Auid)) : SubjectKind.Unknown;
        ObjectKind = ObjectKind.SecurityPolicy;
        if (main.Type == RecordType.MacUnlblAllow)
        {
            var isAllowed = CNumber.TryParseUnsigned(main.Value(KnownField.UnlabeledAccept), 10, out var accept) && accept == 1;
            SetAction(isAllowed ? "is-allowing-unlabeled-network-traffic"u8 : "is-disallowing-unlabeled-network-traffic"u8);
        }
        else if (main.Type is RecordType.MacMapAdd or RecordType.MacMapDel)
        {
            Take(EventPart.Object, main, KnownField.NetlabelDomain);
        }

        SetResult(KnownField.Res);
    }
}
