using Auspex.Interpretation;
using Auspex.Tables;

namespace Auspex.Normalization;

/// <content>Events of one record, most of them written by programs in user space.</content>
public sealed partial class EventNormalizer
{
    private void NormalizeUserRecord()
    {
        if (main.Type == RecordType.UserLogin)
        {
            TakeLogin();
        }
        else
        {
            if (main.Type != RecordType.UserAvc) Take(EventPart.Subject, main, KnownField.Auid);
            TakeActingAs();
        }

        if (main.Type is RecordType.UserDevice or RecordType.UsysConfig && main.Has(KnownField.Op)) SetActionFrom(main, KnownField.Op);
        SetHowOfUserRecord();
        SetResult(KnownField.Res);
        if (main.Type == RecordType.UserAvc) NormalizeUserAvc();
        TakeUserObject();
    }

    /// <summary>Who logs in is not yet known by his uid.</summary>
    private void TakeLogin()
    {
        if (Take(EventPart.Subject, main, KnownField.Id))
        {
            SubjectKind = KindOfUser(main.Value(KnownField.Id));
        }
        else if (Take(EventPart.Subject, main, KnownField.Acct))
        {
            scratch.Clear();
            var value = main.Value(KnownField.Acct);
            if (FieldTyping.Resolve(main.Type, "acct"u8, value) == FieldType.Escaped) EscapedText.Append(value, scratch);
            else scratch.Append(value);
            SubjectKind = ids.TryGetId(scratch.Written, out var uid) ? KindOfUser(uid) : SubjectKind.Unknown;
        }
    }

    private void SetHowOfUserRecord()
    {
        if (main.Type == RecordType.AnomExec) SetHow(KnownField.Terminal);
        else if (main.Type == RecordType.Tty) SetHow(KnownField.Comm);
        else SetHowToProgram();
    }

    private void TakeUserObject()
    {
        var (kind, name) = UserObject(main.Type);
        ObjectKind = kind;
        switch (main.Type)
        {
            case RecordType.UserAvc when !hasLabels:
                break;
            case RecordType.SoftwareUpdate:
                Take(EventPart.Object, main, name);
                Take(EventPart.ObjectDetail, main, KnownField.SoftwareType);
                Take(EventPart.Target, main, KnownField.RootDir);
                break;
            case RecordType.VirtResource or RecordType.VirtControl:
                Take(EventPart.Object, main, name);
                Take(EventPart.Target, main, KnownField.Vm);
                break;
            case RecordType.CryptoSession:
                Take(EventPart.Object, main, name);
                Take(EventPart.ObjectDetail, main, KnownField.RemotePort);
                break;
            default:
                if (!Take(EventPart.Object, main, name) && name == KnownField.Id) Take(EventPart.Object, main, KnownField.Acct);
                break;
        }
    }

    /// <summary>The kind of the object, and the field that names it. Source: spec 9.5.</summary>
    private static (ObjectKind Kind, KnownField Name) UserObject(RecordType type) => type switch
    {
        RecordType.ServiceStart or RecordType.ServiceStop => (ObjectKind.Service, KnownField.Unit),
        RecordType.SystemRunlevel => (ObjectKind.System, KnownField.NewLevel),
        RecordType.SystemBoot or RecordType.UsysConfig => (ObjectKind.System, KnownField.None),
        RecordType.SystemShutdown => (ObjectKind.Service, KnownField.None),
        RecordType.UserRoleChange => (ObjectKind.UserSession, KnownField.SelectedContext),
        RecordType.RoleAssign or RecordType.RoleRemove or RecordType.UserMgmt or RecordType.AcctLock or RecordType.AcctUnlock
            => (ObjectKind.Account, KnownField.Id),
        RecordType.AddUser or RecordType.DelUser or RecordType.AddGroup or RecordType.DelGroup or RecordType.GrpMgmt
            => (ObjectKind.Account, KnownField.Id),
        RecordType.UserStart or RecordType.UserEnd or RecordType.UserErr or RecordType.UserLogin or RecordType.UserLogout
            => (ObjectKind.UserSession, KnownField.Terminal),
        RecordType.UserAuth or RecordType.UserAcct or RecordType.CredAcq or RecordType.CredDisp or RecordType.CredRefr
            => (ObjectKind.UserSession, KnownField.Acct),
        RecordType.UserChauthtok or RecordType.GrpChauthtok or RecordType.AnomLoginFailures or RecordType.AnomLoginTime
            => (ObjectKind.UserSession, KnownField.Acct),
        RecordType.AnomLoginSessions or RecordType.AnomLoginLocation => (ObjectKind.UserSession, KnownField.Acct),
        RecordType.AnomExec or RecordType.UserCmd => (ObjectKind.Process, KnownField.Cmd),
        RecordType.UserTty or RecordType.Tty => (ObjectKind.Keystrokes, KnownField.Data),
        RecordType.UserDevice => (ObjectKind.Keystrokes, KnownField.Device),
        RecordType.SoftwareUpdate => (ObjectKind.Software, KnownField.Software),
        RecordType.VirtMachineId => (ObjectKind.VirtualMachine, KnownField.Vm),
        RecordType.VirtResource => (ObjectKind.VirtualMachine, KnownField.Resource),
        RecordType.VirtControl => (ObjectKind.VirtualMachine, KnownField.Op),
        RecordType.LabelLevelChange => (ObjectKind.Printer, KnownField.Printer),
        RecordType.MacConfigChange => (ObjectKind.SecurityPolicy, KnownField.Bool),
        RecordType.MacStatus => (ObjectKind.SecurityPolicy, KnownField.Enforcing),
        RecordType.MacPolicyLoad => (ObjectKind.SecurityPolicy, KnownField.Lsm),
        RecordType.LabelOverride or (>= (RecordType)2307 and <= (RecordType)2312) => (ObjectKind.SecurityPolicy, KnownField.None),
        RecordType.User => (ObjectKind.Unknown, KnownField.Addr),
        RecordType.UserAvc => (ObjectKind.Unknown, KnownField.Tcontext),
        RecordType.CryptoKeyUser => (ObjectKind.UserSession, KnownField.Fp),
        RecordType.CryptoSession => (ObjectKind.UserSession, KnownField.Addr),
        RecordType.AnomRbacIntegrityFail => (ObjectKind.FileSystem, KnownField.Hostname),
        _ => (ObjectKind.Unknown, KnownField.None),
    };
}
