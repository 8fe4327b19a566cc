using Auspex.Tables;
using static Auspex.Tables.KnownField;

namespace Auspex.Search.Extraction;

/// <summary>From the facts that are wanted to the fields that tell them.</summary>
internal static class WantedFields
{
    private static readonly ulong[] ByFact =
    [
        KnownFields.Bits(KnownField.Success, Res, Result, KnownField.AppArmor),
        KnownFields.Bits(Pid),
        KnownFields.Bits(Ppid),
        KnownFields.Bits(Uid),
        KnownFields.Bits(Gid, Id),
        KnownFields.Bits(Euid),
        KnownFields.Bits(Egid),
        KnownFields.Bits(Auid),
        KnownFields.Bits(Ses),
        KnownFields.Bits(KnownField.Syscall, UringOp),
        KnownFields.Bits(Arch),
        KnownFields.Bits(Exit),
        KnownFields.Bits(A0, A1),
        KnownFields.Bits(Tty, Terminal),
        KnownFields.Bits(Hostname, Addr, Saddr),
        KnownFields.Bits(Exe),
        KnownFields.Bits(Comm),
        KnownFields.Bits(Acct),
        KnownFields.Bits(Key),
        KnownFields.Bits(Name, NameType, KnownField.Path, NewDisk, Saddr, KnownField.Cwd),
        KnownFields.Bits(KnownField.Cwd),
        KnownFields.Bits(Subj, Scontext, VmCtx, Profile, Label),
        KnownFields.Bits(Obj, KnownField.Tcontext, ImgCtx),
        KnownFields.Bits(Scontext, KnownField.Tcontext, Tclass, KnownField.AppArmor, Class, DeniedMask, RequestedMask, Operation, Profile, Label),
        KnownFields.Bits(Vm),
        KnownFields.Bits(Uuid),
        0, // names stand behind the body
    ];

    /// <summary>The fields that tell <paramref name="facts"/>.</summary>
    public static ulong Of(FactSet facts)
    {
        ulong fields = 0;
        for (var i = 0; i < ByFact.Length; i++)
        {
            if (((int)facts & (1 << i)) != 0) fields |= ByFact[i];
        }

        return fields;
    }
}
