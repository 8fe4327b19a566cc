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
            if (main.Type != RecordType.UserAvc) Take(EventPart.Subject, main, FieldName.Auid);
            TakeActingAs();
        }

        if (main.Type is RecordType.UserDevice or RecordType.UsysConfig && main.Has(FieldName.Op)) SetActionFrom(main, FieldName.Op);
        SetHowOfUserRecord();
        SetResult(FieldName.Res);
        if (main.Type == RecordType.UserAvc) NormalizeUserAvc();
        TakeUserObject();
    }

    /// <summary>Who logs in is not yet known by his uid.</summary>
    private void TakeLogin()
    {
        if (Take(EventPart.Subject, main, FieldName.Id))
        {
            SubjectKind = KindOfUser(main.Value(FieldName.Id));
        }
        else if (Take(EventPart.Subject, main, FieldName.Acct))
        {
            scratch.Clear();
            var value = main.Value(FieldName.Acct);
            if (FieldTyping.Resolve(main.Type, "acct"u8, value) == FieldType.Escaped) EscapedText.Append(value, scratch);
            else scratch.Append(value);
            SubjectKind = ids.TryGetId(scratch.Written, out var uid) ? KindOfUser(uid) : SubjectKind.Unknown;
        }
    }

    private void SetHowOfUserRecord()
    {
        if (main.Type == RecordType.AnomExec) SetHow(FieldName.Terminal);
        else if (main.Type == RecordType.Tty) SetHow(FieldName.Comm);
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
                Take(EventPart.ObjectDetail, main, FieldName.SoftwareType);
                Take(EventPart.Target, main, FieldName.RootDir);
                break;
            case RecordType.VirtResource or RecordType.VirtControl:
                Take(EventPart.Object, main, name);
                Take(EventPart.Target, main, FieldName.Vm);
                break;
            case RecordType.CryptoSession:
                Take(EventPart.Object, main, name);
                Take(EventPart.ObjectDetail, main, FieldName.RemotePort);
                break;
            default:
                if (!Take(EventPart.Object, main, name) && name == FieldName.Id) Take(EventPart.Object, main, FieldName.Acct);
                break;
        }
    }

    /// <summary>The kind of the object, and the field that names it. Source: spec 9.5.</summary>
    private static (ObjectKind Kind, FieldName Name) UserObject(RecordType type) => type switch
    {
        RecordType.ServiceStart or RecordType.ServiceStop => (ObjectKind.Service, FieldName.Unit),
        RecordType.SystemRunlevel => (ObjectKind.System, FieldName.NewLevel),
        RecordType.SystemBoot or RecordType.UsysConfig => (ObjectKind.System, FieldName.None),
        RecordType.SystemShutdown => (ObjectKind.Service, FieldName.None),
        RecordType.UserRoleChange => (ObjectKind.UserSession, FieldName.SelectedContext),
        RecordType.RoleAssign or RecordType.RoleRemove or RecordType.UserMgmt or RecordType.AcctLock or RecordType.AcctUnlock
            => (ObjectKind.Account, FieldName.Id),
        RecordType.AddUser or RecordType.DelUser or RecordType.AddGroup or RecordType.DelGroup or RecordType.GrpMgmt
            => (ObjectKind.Account, FieldName.Id),
        RecordType.UserStart or RecordType.UserEnd or RecordType.UserErr or RecordType.UserLogin or RecordType.UserLogout
            => (ObjectKind.UserSession, FieldName.Terminal),
        RecordType.UserAuth or RecordType.UserAcct or RecordType.CredAcq or RecordType.CredDisp or RecordType.CredRefr
            => (ObjectKind.UserSession, FieldName.Acct),
        RecordType.UserChauthtok or RecordType.GrpChauthtok or RecordType.AnomLoginFailures or RecordType.AnomLoginTime
            => (ObjectKind.UserSession, FieldName.Acct),
        RecordType.AnomLoginSessions or RecordType.AnomLoginLocation => (ObjectKind.UserSession, FieldName.Acct),
        RecordType.AnomExec or RecordType.UserCmd => (ObjectKind.Process, FieldName.Cmd),
        RecordType.UserTty or RecordType.Tty => (ObjectKind.Keystrokes, FieldName.Data),
        RecordType.UserDevice => (ObjectKind.Keystrokes, FieldName.Device),
        RecordType.SoftwareUpdate => (ObjectKind.Software, FieldName.Software),
        RecordType.VirtMachineId => (ObjectKind.VirtualMachine, FieldName.Vm),
        RecordType.VirtResource => (ObjectKind.VirtualMachine, FieldName.Resource),
        RecordType.VirtControl => (ObjectKind.VirtualMachine, FieldName.Op),
        RecordType.LabelLevelChange => (ObjectKind.Printer, FieldName.Printer),
        RecordType.MacConfigChange => (ObjectKind.SecurityPolicy, FieldName.Bool),
        RecordType.MacStatus => (ObjectKind.SecurityPolicy, FieldName.Enforcing),
        RecordType.MacPolicyLoad => (ObjectKind.SecurityPolicy, FieldName.Lsm),
        RecordType.LabelOverride or (>= (RecordType)2307 and <= (RecordType)2312) => (ObjectKind.SecurityPolicy, FieldName.None),
        RecordType.User => (ObjectKind.Unknown, FieldName.Addr),
        RecordType.UserAvc => (ObjectKind.Unknown, FieldName.TargetContext),
        RecordType.CryptoKeyUser => (ObjectKind.UserSession, FieldName.Fp),
        RecordType.CryptoSession => (ObjectKind.UserSession, FieldName.Addr),
        RecordType.AnomRbacIntegrityFail => (ObjectKind.FileSystem, FieldName.Hostname),
        _ => (ObjectKind.Unknown, FieldName.None),
    };
}
