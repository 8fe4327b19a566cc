using Auspex.Records;
using Auspex.Tables;

namespace Auspex.Search.Extraction;

/// <summary>Fields: what each name adds to the facts.</summary>
public sealed partial class EventFacts
{
    private RecordState state;

    private void ReadRecord(LogRecord record, ulong fields, RecordTraits traits)
    {
        state = new RecordState { Traits = traits, Before = Found, HostIsOpen = true };
        ulong repeatable = 0;
        if (Is(RecordTraits.LastUid)) repeatable = KnownFields.Bit(KnownField.Uid);
        if (Is(RecordTraits.LastLogin)) repeatable = KnownFields.Bits(KnownField.Auid, KnownField.Ses);
        if (!TryTakeFew(record.Rest, fields, repeatable)) TakeAll(record.Body, fields, repeatable);
        if (Is(RecordTraits.Avc)) TakeVerdict(record.Body);
        if (Is(RecordTraits.DefaultsToSuccess) && MaySet(FactSet.Success) && !IsTaken(FactSet.Success)) Take(EventSuccess.Success);
        if (state.HasFile) AddFile(record);
        if (record.IsEnriched && (wanted & FactSet.Names) != 0) ReadNames(record.Enrichment);
    }

    private void TakeAll(ReadOnlySpan<byte> body, ulong fields, ulong repeatable)
    {
        index.Fill(body);
        Dropped += index.Dropped;
        foreach (ref readonly var range in index.Ranges)
        {
            var name = FieldCalled(body.Slice(range.NameStart, range.NameLength));
            var bit = KnownFields.Bit(name);
            if ((fields & bit) == 0) continue;
            Take(name, body.Slice(range.ValueStart, range.ValueLength));
            fields &= ~bit | repeatable;
            if (fields == 0) break;
        }
    }

    /// <summary>The field; records of old daemons have two spellings of one.</summary>
    private static KnownField FieldCalled(ReadOnlySpan<byte> name) =>
        KnownFields.FindListed(name) is var field && field == KnownField.LoginUid ? KnownField.Auid : field;

    private bool Is(RecordTraits trait) => (state.Traits & trait) != 0;

    /// <summary>True when a fact is wanted, and no earlier record's word for it counts more.</summary>
    private bool MaySet(FactSet fact) => (wanted & fact) != 0 && ((state.Before & fact) == 0 || Is(RecordTraits.Overrides));

    private bool IsTaken(FactSet fact) => (state.Taken & fact) != 0;

    private void Mark(FactSet fact)
    {
        Found |= fact;
        state.Taken |= fact;
    }

    private void Take(KnownField name, ReadOnlySpan<byte> value)
    {
        switch (name)
        {
            case KnownField.Pid or KnownField.Ppid or KnownField.Syscall or KnownField.UringOp or KnownField.Exit or KnownField.Arch or KnownField.A0 or KnownField.A1:
                TakeNumber(name, value);
                break;
            case KnownField.Uid or KnownField.Gid or KnownField.Id or KnownField.Euid or KnownField.Egid or KnownField.Auid or KnownField.Ses:
                TakeId(name, value);
                break;
            case KnownField.Success or KnownField.Res or KnownField.Result:
                if (MaySet(FactSet.Success) && !IsTaken(FactSet.Success) && FactValues.Result(name, value) is not EventSuccess.Unset and var result) Take(result);
                break;
            case KnownField.Hostname or KnownField.Addr or KnownField.Saddr:
                TakeHost(name, value);
                break;
            case KnownField.Name or KnownField.Path or KnownField.NewDisk or KnownField.NameType:
                TakeFile(name, value);
                break;
            case KnownField.Key:
                if ((wanted & FactSet.Keys) != 0) TakeKeys(value);
                break;
            case KnownField.Subj or KnownField.VmCtx or KnownField.Obj or KnownField.ImgCtx:
                TakeLabel(name, value);
                break;
            case KnownField.AppArmor or KnownField.Class or KnownField.DeniedMask or KnownField.RequestedMask or KnownField.Operation or KnownField.Profile or KnownField.Label
                or KnownField.Scontext or KnownField.Tcontext or KnownField.Tclass:
                TakeDecision(name, value);
                break;
            default:
                TakeText(name, value);
                break;
        }
    }

    private void TakeNumber(KnownField name, ReadOnlySpan<byte> value)
    {
        switch (name)
        {
            case KnownField.Pid when MaySet(FactSet.Pid) && FactValues.TryNumber(value, out var pid) && pid is >= 0 and <= int.MaxValue:
                Pid = (int)pid;
                Mark(FactSet.Pid);
                break;
            case KnownField.Ppid when MaySet(FactSet.Ppid) && FactValues.TryNumber(value, out var ppid) && ppid is >= 0 and <= int.MaxValue:
                Ppid = (int)ppid;
                Mark(FactSet.Ppid);
                break;
            case KnownField.Syscall or KnownField.UringOp when MaySet(FactSet.Syscall) && FactValues.TryNumber(value, out var call) && call is >= 0 and <= int.MaxValue:
                Syscall = (int)call;
                Mark(FactSet.Syscall);
                break;
            case KnownField.Exit when MaySet(FactSet.Exit) && FactValues.TryNumber(value, out var exit):
                Exit = exit;
                Mark(FactSet.Exit);
                break;
            case KnownField.Arch when MaySet(FactSet.Arch) && FactValues.TryHex(value, out var arch) && arch <= uint.MaxValue:
                Arch = (AuditArch)arch;
                Mark(FactSet.Arch);
                break;
            case KnownField.A0 when MaySet(FactSet.Arguments) && FactValues.TryHex(value, out var a0):
                A0 = a0;
                Mark(FactSet.Arguments);
                break;
            case KnownField.A1 when MaySet(FactSet.Arguments) && FactValues.TryHex(value, out var a1):
                A1 = a1;
                break;
        }
    }

    private void TakeId(KnownField name, ReadOnlySpan<byte> value)
    {
        if (name == KnownField.Uid) state.Uids++;
        var fact = name switch
        {
            KnownField.Uid => FactSet.Uid,
            KnownField.Gid or KnownField.Id => FactSet.Gid,
            KnownField.Euid => FactSet.Euid,
            KnownField.Egid => FactSet.Egid,
            KnownField.Auid => FactSet.Auid,
            _ => FactSet.Session,
        };
        if (!MaySet(fact) || (fact == FactSet.Gid && IsTaken(fact)) || !FactValues.TryId(value, out var id)) return;
        switch (fact)
        {
            case FactSet.Uid: (Uid, IsUidNameless) = (id, Is(RecordTraits.NamelessUid)); break;
            case FactSet.Gid: Gid = id; break;
            case FactSet.Euid: Euid = id; break;
            case FactSet.Egid: Egid = id; break;
            case FactSet.Auid: Auid = id; break;
            default: Session = id; break;
        }

        Mark(fact);
    }

    private void TakeText(KnownField name, ReadOnlySpan<byte> value)
    {
        switch (name)
        {
            case KnownField.Comm: SetText(FactSet.Comm, ref comm, value, isEncoded: true); break;
            case KnownField.Exe: SetText(FactSet.Exe, ref exe, value, isEncoded: true); break;
            case KnownField.Acct: SetText(FactSet.Account, ref account, value, isEncoded: true); break;
            case KnownField.Vm: SetText(FactSet.VirtualMachine, ref virtualMachine, value, isEncoded: true); break;
            case KnownField.Tty or KnownField.Terminal: SetText(FactSet.Terminal, ref terminal, FactValues.Trim(value), isEncoded: false); break;
            case KnownField.Uuid: SetText(FactSet.Uuid, ref uuid, FactValues.UpTo(value, (byte)':'), isEncoded: false); break;
            case KnownField.Cwd when (wanted & (FactSet.Cwd | FactSet.Files)) != 0 && (state.Before & FactSet.Cwd) == 0:
                cwd = Decode(value);
                Mark(FactSet.Cwd);
                break;
        }
    }

    private void SetText(FactSet fact, ref TextRange target, ReadOnlySpan<byte> value, bool isEncoded)
    {
        if (!MaySet(fact)) return;
        target = isEncoded ? Decode(value) : Copy(FieldValue.Unquote(value));
        Mark(fact);
    }

    private void Take(EventSuccess result)
    {
        Success = result;
        Mark(FactSet.Success);
    }

    /// <summary>Keeps the text that a quoted or hexadecimal value stands for, up to a NUL, where the tools' strings end too.</summary>
    private TextRange Decode(ReadOnlySpan<byte> value)
    {
        if (!HasRoom(value.Length)) return default;
        if (!value.IsEmpty && value[0] != (byte)'"' && FactValues.IsMixedCase(value)) return Copy(value);
        var room = text.GetSpan(value.Length);
        _ = FieldValue.TryDecode(value, room, out var length); // there is room
        var end = room[..length].IndexOf((byte)0);
        if (end >= 0) length = end;
        var start = text.Length;
        text.Advance(length);
        return new TextRange(start, length);
    }

    private TextRange Copy(ReadOnlySpan<byte> value)
    {
        if (!HasRoom(value.Length)) return default;
        var start = text.Length;
        text.Append(value);
        return new TextRange(start, value.Length);
    }
}
