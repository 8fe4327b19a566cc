using Auspex.Search;
using Auspex.Tables;
using Auspex.Text;

namespace Auspex.Normalization;

/// <content>Events of several records: a system call, and what the kernel says beside it.</content>
public sealed partial class EventNormalizer
{
    private bool TryNormalizeCall(LogEvent e)
    {
        var call = IndexOf(e, RecordType.Syscall);
        main.Read(e[Math.Max(call, 0)]);
        if (call < 0) return false;
        SetResult(KnownField.Success);
        Take(EventPart.Subject, main, KnownField.Auid);
        TakeActingAs();
        TakeSession();
        TakeLabel();
        SetHowToProgram();
        if (!main.Value(KnownField.Key).SequenceEqual("(null)"u8)) Take(EventPart.Key, main, KnownField.Key);
        switch (e.FirstType)
        {
            case RecordType.AnomLink:
                SetActionOf(RecordType.AnomLink);
                TakeFile(e, ObjectKind.SymbolicLink);
                break;
            case RecordType.ConfigChange:
                item.Read(e[0]);
                SetActionFrom(item, KnownField.Op);
                TakeSetting(item);
                ObjectIsSetting = Action.SequenceEqual("set"u8) || Action.SequenceEqual("seccomp-logging"u8);
                break;
            default:
                NormalizeDeed(e);
                break;
        }

        return true;
    }

    /// <summary>A record that the kernel made for the occasion says more than the system call.</summary>
    private void NormalizeDeed(LogEvent e)
    {
        var spots = e.Spots;
        for (var i = 0; i < spots.Length; i++)
        {
            switch (spots[i].Type)
            {
                case RecordType.Avc:
                    NormalizeSyscall(e);
                    SetAction("accessed-mac-policy-controlled-object"u8);
                    TakeDecision(e, i);
                    return;
                case RecordType.LandlockAccess:
                    NormalizeSyscall(e);
                    Result = EventResult.Failed;
                    return;
                case RecordType.Fanotify:
                    NormalizeSyscall(e);
                    SetAction("accessed-policy-controlled-file"u8);
                    return;
                case RecordType.SelinuxErr:
                    SetDeed("caused-mac-policy-error"u8, ObjectKind.System);
                    return;
                case RecordType.TimeInjoffset or RecordType.TimeAdjntpval:
                    SetDeed("changed-system-time"u8, ObjectKind.System);
                    return;
                case RecordType.NetfilterCfg or RecordType.AnomPromiscuous or RecordType.KernModule or RecordType.MacPolicyLoad:
                case RecordType.MacStatus or RecordType.MacConfigChange or RecordType.Bpf or RecordType.EventListener:
                    item.Read(e[i]);
                    NormalizeItem(isFirst: i == 0);
                    return;
            }
        }

        NormalizeSyscall(e);
    }

    /// <summary>What a record of its own says was acted upon.</summary>
    private void NormalizeItem(bool isFirst)
    {
        switch (item.Type)
        {
            case RecordType.NetfilterCfg:
                SetDeed("loaded-firewall-rule-to"u8, ObjectKind.Firewall);
                Take(EventPart.Object, item, KnownField.Table);
                break;
            case RecordType.AnomPromiscuous:
                var isLeft = CNumber.TryParseUnsigned(item.Value(KnownField.Prom), 10, out var prom) && prom == 0;
                SetDeed(isLeft ? "left-promiscuous-mode-on-device"u8 : "entered-promiscuous-mode-on-device"u8, ObjectKind.Socket);
                Take(EventPart.Object, item, KnownField.Dev);
                break;
            case RecordType.KernModule:
                SetDeed("loaded-kernel-module"u8, ObjectKind.File);
                Take(EventPart.Object, item, KnownField.Name);
                break;
            case RecordType.Bpf:
                NormalizeBpf(item);
                if (!isFirst) Take(EventPart.Object, main, ProgramField());
                break;
            case RecordType.EventListener:
                NormalizeListener(item);
                break;
            default:
                SetActionOf(item.Type);
                TakePolicy(item);
                break;
        }
    }

    private void SetDeed(ReadOnlySpan<byte> word, ObjectKind kind)
    {
        SetAction(word);
        ObjectKind = kind;
    }

    private void NormalizeBpf(RecordFields record)
    {
        var op = record.Value(KnownField.Op);
        SetDeed(op.IsEmpty ? "bpf-program"u8 : op.SequenceEqual("LOAD"u8) ? "loaded-bpf-program"u8 : "unloaded-bpf-program"u8, ObjectKind.Process);
        Take(EventPart.Object, record, KnownField.ProgId);
    }

    private void NormalizeListener(RecordFields record)
    {
        SetDeed(record.Value(KnownField.Op).SequenceEqual("connect"u8) ? "connected-to"u8 : "disconnected-from"u8, ObjectKind.Socket);
        Take(EventPart.Object, record, KnownField.NetlinkGroup);
    }

    private void TakePolicy(RecordFields record)
    {
        ObjectKind = ObjectKind.SecurityPolicy;
        var name = record.Type switch
        {
            RecordType.MacPolicyLoad => KnownField.Lsm,
            RecordType.MacStatus => KnownField.Enforcing,
            RecordType.MacConfigChange => KnownField.Bool,
            _ => KnownField.None,
        };
        Take(EventPart.Object, record, name);
    }

    /// <summary>What was set in the audit system: the key of a rule, or a number.</summary>
    private void TakeSetting(RecordFields record)
    {
        ObjectKind = ObjectKind.AuditConfiguration;
        if (!record.Value(KnownField.Key).SequenceEqual("(null)"u8) && Take(EventPart.Object, record, KnownField.Key)) return;
        _ = Take(EventPart.Object, record, KnownField.AuditEnabled) || Take(EventPart.Object, record, KnownField.AuditPid)
            || Take(EventPart.Object, record, KnownField.AuditBacklogLimit) || Take(EventPart.Object, record, KnownField.AuditFailure)
            || Take(EventPart.Object, record, KnownField.Actions) || Take(EventPart.Object, record, KnownField.List);
    }

    private static int IndexOf(LogEvent e, RecordType type, int from = 0)
    {
        var spots = e.Spots;
        for (var i = from; i < spots.Length; i++)
        {
            if (spots[i].Type == type) return i;
        }

        return -1;
    }
}
