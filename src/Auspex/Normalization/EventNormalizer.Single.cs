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
                Take(EventPart.Object, main, FieldName.Feature);
                SetHowToProgram();
                SetResult(FieldName.Res);
                break;
            case RecordType.Seccomp:
                TakeSubject();
                NormalizeSeccomp();
                break;
            case RecordType.AnomAbend:
                TakeSubject();
                ObjectKind = ObjectKind.Process;
                Take(EventPart.Object, main, ProgramField());
                SetHow(FieldName.Signal);
                SetResult(FieldName.Res);
                break;
            case RecordType.AnomPromiscuous:
                TakeSubject();
                ObjectKind = ObjectKind.Socket;
                Take(EventPart.Object, main, FieldName.Dev);
                SetResult(FieldName.Res);
                break;
            case RecordType.Login:
                NormalizeLogin();
                break;
            case RecordType.NetfilterCfg:
                SetDeed("loaded-firewall-rule-to"u8, ObjectKind.Firewall);
                SubjectKind = SubjectKind.System;
                Take(EventPart.Object, main, FieldName.Table);
                SetHow(FieldName.Comm);
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
                SetResult(FieldName.Res);
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
        Take(EventPart.Subject, main, FieldName.Auid);
        TakeActingAs();
    }

    private void NormalizeConfigChange()
    {
        var op = FieldValue.Unquote(main.Value(FieldName.Op)); // older kernels quote it
        if (op.StartsWith("add_rule"u8)) SetAction("added-audit-rule"u8);
        else if (op.StartsWith("remove_rule"u8)) SetAction("deleted-audit-rule"u8);
        TakeSetting(main);
        SetResult(FieldName.Res);
    }

    /// <summary>What is only written down is let through as well (docs/differences.md, seccomp-log).</summary>
    private void NormalizeSeccomp()
    {
        ObjectKind = ObjectKind.Process;
        Take(EventPart.Object, main, FieldName.Syscall);
        SetHowToProgram();
        if (!main.Has(FieldName.Code)) return;
        scratch.Clear();
        Interpret(main, FieldName.Code, scratch);
        Result = scratch.Written.SequenceEqual("allow"u8) || scratch.Written.SequenceEqual("log"u8) ? EventResult.Success : EventResult.Failed;
    }

    private void NormalizeLogin()
    {
        Take(EventPart.Subject, main, FieldName.OldAuid);
        TakeActingAs();
        ObjectKind = ObjectKind.UserSession;
        Take(EventPart.Object, main, FieldName.Auid);
        SetResult(FieldName.Res);
    }

    private void NormalizeDaemon()
    {
        Take(EventPart.Subject, main, FieldName.Auid);
        Take(EventPart.ActingAs, main, FieldName.Uid);
        SubjectKind = SubjectKind.Auditd;
        ObjectKind = ObjectKind.Service;
        if (main.Type == RecordType.DaemonStart) how.Append("init"u8);
        else if (main.Type < RecordType.DaemonAccept && main.Type != RecordType.DaemonAbort) how.Append("signal"u8);
        SetResult(FieldName.Res);
    }

    private void NormalizeNetworkLabel()
    {
        SubjectKind = Take(EventPart.Subject, main, FieldName.Auid) ? KindOfUser(main.Value(FieldName.Auid)) : SubjectKind.Unknown;
        ObjectKind = ObjectKind.SecurityPolicy;
        if (main.Type == RecordType.MacUnlblAllow)
        {
            var isAllowed = CNumber.TryParseUnsigned(main.Value(FieldName.UnlabeledAccept), 10, out var accept) && accept == 1;
            SetAction(isAllowed ? "is-allowing-unlabeled-network-traffic"u8 : "is-disallowing-unlabeled-network-traffic"u8);
        }
        else if (main.Type is RecordType.MacMapAdd or RecordType.MacMapDel)
        {
            Take(EventPart.Object, main, FieldName.NetlabelDomain);
        }

        SetResult(FieldName.Res);
    }
}
