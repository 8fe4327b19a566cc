using static Auspex.Search.Extraction.FieldName;

namespace Auspex.Search.Extraction;

/// <summary>From the facts that are wanted to the fields that tell them.</summary>
internal static class WantedFields
{
    private static readonly ulong[] ByFact =
    [
        FieldNames.Bits(FieldName.Success, Res, Result, FieldName.AppArmor),
        FieldNames.Bits(Pid),
        FieldNames.Bits(Ppid),
        FieldNames.Bits(Uid),
        FieldNames.Bits(Gid, Id),
        FieldNames.Bits(Euid),
        FieldNames.Bits(Egid),
        FieldNames.Bits(Auid),
        FieldNames.Bits(Ses),
        FieldNames.Bits(FieldName.Syscall, UringOp),
        FieldNames.Bits(Arch),
        FieldNames.Bits(Exit),
        FieldNames.Bits(A0, A1),
        FieldNames.Bits(Tty, Terminal),
        FieldNames.Bits(Hostname, Addr, Saddr),
        FieldNames.Bits(Exe),
        FieldNames.Bits(Comm),
        FieldNames.Bits(Acct),
        FieldNames.Bits(Key),
        FieldNames.Bits(Name, NameType, FieldName.Path, NewDisk, Saddr, FieldName.Cwd),
        FieldNames.Bits(FieldName.Cwd),
        FieldNames.Bits(Subj, Scontext, VmCtx, Profile, Label),
        FieldNames.Bits(Obj, FieldName.Tcontext, ImgCtx),
        FieldNames.Bits(Scontext, FieldName.Tcontext, Tclass, FieldName.AppArmor, Class, DeniedMask, RequestedMask, Operation, Profile, Label),
        FieldNames.Bits(Vm),
        FieldNames.Bits(Uuid),
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
