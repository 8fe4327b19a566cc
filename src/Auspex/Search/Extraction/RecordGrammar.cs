using Auspex.Tables;
using static Auspex.Tables.KnownField;

namespace Auspex.Search.Extraction;

/// <summary>Which fields of a type of record tell something.</summary>
/// <param name="Fields">A set of <see cref="KnownField"/>.</param>
/// <param name="Traits">What is particular about them.</param>
/// <remarks>
/// The tools take fields of other records for nothing, and so do we. Beyond theirs: the types APPARMOR_* and all of INTEGRITY_*
/// (docs/differences.md, missing-field). Source: spec 1.1.6.
/// </remarks>
internal readonly record struct RecordGrammar(ulong Fields, RecordTraits Traits = RecordTraits.None)
{
    private static readonly ulong Task = KnownFields.Bits(Ppid, Pid, Auid, Uid, Gid, Euid, Egid, Tty, Ses, Comm, Exe, Subj);
    private static readonly ulong Call = Task | KnownFields.Bits(Arch, KnownField.Syscall, UringOp, KnownField.Success, Exit, A0, A1, Key);
    private static readonly ulong User = KnownFields.Bits(Pid, Uid, Auid, Ses, Subj, Vm, Uuid, Comm, Acct, Hostname, Addr, KnownField.Cwd, Terminal, Exe, Res, Result);
    private static readonly ulong Decision = KnownFields.Bits(
        Pid, Comm, KnownField.Path, Name, Scontext, KnownField.Tcontext, Tclass, KnownField.AppArmor, Class, DeniedMask, RequestedMask, Operation, Profile, Label);
    private static readonly ulong Simple = KnownFields.Bits(Auid, Ses, Subj, Key, Res);
    private static readonly ulong Anomaly = KnownFields.Bits(Auid, Uid, Gid, Ses, Subj, Pid, Comm, Exe, Res);
    private static readonly ulong Integrity = KnownFields.Bits(Pid, Uid, Auid, Ses, Subj, Comm, Name, Res);

    /// <summary>The grammar of <paramref name="type"/>: of an unknown one an empty one.</summary>
    public static RecordGrammar Of(RecordType type) => (int)type switch
    {
        < 1300 => OfUserSpace(type),
        < 1400 => OfKernel(type),
        < 1420 => OfPolicy(type),
        >= 1500 and <= 1507 => new(Decision, RecordTraits.Avc),
        1700 or 1701 => new(Anomaly),
        1702 => new(Task | KnownFields.Bits(Res)),
        >= 1800 and <= 1899 => new(Integrity),
        >= 2100 and <= 2999 => OfUser(type),
        _ => default,
    };

    private static RecordGrammar OfKernel(RecordType type) => type switch
    {
        RecordType.Syscall or RecordType.Uringop => new(Call, RecordTraits.Overrides),
        RecordType.Path => new(KnownFields.Bits(Name, NameType, Obj)),
        RecordType.Cwd => new(KnownFields.Bits(KnownField.Cwd)),
        RecordType.Sockaddr => new(KnownFields.Bits(Saddr)),
        RecordType.Ipc or RecordType.ObjPid => new(KnownFields.Bits(Obj)),
        RecordType.ConfigChange => new(Simple | KnownFields.Bits(KnownField.Path), RecordTraits.DefaultsToSuccess),
        RecordType.FeatureChange or RecordType.DmCtrl => new(Task | KnownFields.Bits(Res)),
        RecordType.Tty => new(KnownFields.Bits(Pid, Uid, Auid, Ses, Comm)),
        RecordType.NetfilterPkt => new(KnownFields.Bits(Saddr, Obj), RecordTraits.PlainAddress),
        RecordType.NetfilterCfg or RecordType.EventListener => new(KnownFields.Bits(Pid, Uid, Auid, Tty, Ses, Subj, Comm, Exe, Res)),
        RecordType.Seccomp => new(Anomaly | KnownFields.Bits(Arch, KnownField.Syscall)),
        _ => default,
    };

    private static RecordGrammar OfPolicy(RecordType type) => type switch
    {
        RecordType.Avc => new(Decision, RecordTraits.Avc),
        RecordType.AvcPath => new(KnownFields.Bits(KnownField.Path)),
        >= RecordType.MacPolicyLoad and <= RecordType.MacUnlblStcdel => new(Simple),
        _ => default,
    };

    private static RecordGrammar OfUserSpace(RecordType type) => type switch
    {
        RecordType.Login => new(KnownFields.Bits(Pid, Uid, Subj, Auid, Ses, Res), RecordTraits.LastLogin | RecordTraits.DefaultsToSuccess),
        RecordType.DaemonAccept or RecordType.DaemonClose => new(KnownFields.Bits(Addr, Res), RecordTraits.AddressWithPort),
        RecordType.DaemonStart or RecordType.DaemonEnd or RecordType.DaemonAbort or RecordType.DaemonConfig or RecordType.DaemonRotate or RecordType.DaemonResume =>
            new(KnownFields.Bits(Pid, Uid, Auid, Ses, Subj, Res), RecordTraits.NamelessUid),
        RecordType.User or (>= RecordType.UserAuth and <= (RecordType)1199) => OfUser(type),
        _ => default,
    };

    private static RecordGrammar OfUser(RecordType type) => type switch
    {
        RecordType.UserAvc => new(User | Decision, RecordTraits.LastUid | RecordTraits.Avc),
        RecordType.AddGroup or RecordType.DelGroup => new(User | KnownFields.Bits(Id), RecordTraits.LastUid | RecordTraits.IdIsGroup),
        RecordType.GrpMgmt => new(User | KnownFields.Bits(Id, Gid), RecordTraits.LastUid | RecordTraits.IdIsGroup),
        RecordType.VirtMachineId => new(User | KnownFields.Bits(VmCtx, ImgCtx), RecordTraits.LastUid),
        RecordType.VirtResource => new(User | KnownFields.Bits(KnownField.Path, NewDisk), RecordTraits.LastUid),
        _ => new(User, RecordTraits.LastUid),
    };
}
