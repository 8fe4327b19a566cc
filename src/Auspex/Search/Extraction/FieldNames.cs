using static Auspex.Search.Extraction.FieldName;

namespace Auspex.Search.Extraction;

/// <summary>From the text of a field's name to <see cref="FieldName"/>, and sets of them.</summary>
internal static class FieldNames
{
    /// <summary>The name that <paramref name="name"/> spells, or <see cref="Other"/>.</summary>
    /// <remarks>By length first: of the 27 fields of a SYSCALL record none is compared with more than ten names.</remarks>
    public static FieldName Of(ReadOnlySpan<byte> name)
    {
        if (name.Length > 0 && name[0] == (byte)'(') name = name[1..]; // records of old daemons: (hostname=?, addr=?, …
        return name.Length switch
        {
            2 => OfTwo(name[0], name[1]),
            3 => OfThree(name),
            4 => OfFour(name),
            5 => name.SequenceEqual("saddr"u8) ? Saddr : name.SequenceEqual("class"u8) ? Class : name.SequenceEqual("label"u8) ? Label : Other,
            6 => OfSix(name),
            7 => name.SequenceEqual("success"u8) ? Success : name.SequenceEqual("syscall"u8) ? Syscall
                : name.SequenceEqual("profile"u8) ? Profile : name.SequenceEqual("img-ctx"u8) ? ImgCtx : Other,
            8 => OfEight(name),
            _ => OfMore(name),
        };
    }

    /// <summary>Space, name and equals sign: how a field begins.</summary>
    public static ReadOnlySpan<byte> Sign(FieldName name) => name switch
    {
        A0 => " a0="u8,
        A1 => " a1="u8,
        Acct => " acct="u8,
        Addr => " addr="u8,
        AppArmor => " apparmor="u8,
        Arch => " arch="u8,
        Auid => " auid="u8,
        Class => " class="u8,
        Comm => " comm="u8,
        Cwd => " cwd="u8,
        DeniedMask => " denied_mask="u8,
        Egid => " egid="u8,
        Euid => " euid="u8,
        Exe => " exe="u8,
        Exit => " exit="u8,
        Gid => " gid="u8,
        Hostname => " hostname="u8,
        Id => " id="u8,
        ImgCtx => " img-ctx="u8,
        Key => " key="u8,
        Label => " label="u8,
        Name => " name="u8,
        NameType => " nametype="u8,
        NewDisk => " new-disk="u8,
        Obj => " obj="u8,
        Operation => " operation="u8,
        FieldName.Path => " path="u8,
        Pid => " pid="u8,
        Ppid => " ppid="u8,
        Profile => " profile="u8,
        RequestedMask => " requested_mask="u8,
        Res => " res="u8,
        Result => " result="u8,
        Saddr => " saddr="u8,
        Scontext => " scontext="u8,
        Ses => " ses="u8,
        Subj => " subj="u8,
        Success => " success="u8,
        Syscall => " syscall="u8,
        Tclass => " tclass="u8,
        Tcontext => " tcontext="u8,
        Terminal => " terminal="u8,
        Tty => " tty="u8,
        Uid => " uid="u8,
        UringOp => " uring_op="u8,
        Uuid => " uuid="u8,
        Vm => " vm="u8,
        VmCtx => " vm-ctx="u8,
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };

    /// <summary>The set of one name.</summary>
    public static ulong Bit(FieldName name) => 1UL << (int)name;

    /// <summary>The set of some names.</summary>
    public static ulong Bits(params ReadOnlySpan<FieldName> names)
    {
        ulong set = 0;
        foreach (var name in names) set |= Bit(name);
        return set;
    }

    private static FieldName OfTwo(byte first, byte second) => (first, second) switch
    {
        ((byte)'a', (byte)'0') => A0,
        ((byte)'a', (byte)'1') => A1,
        ((byte)'i', (byte)'d') => Id,
        ((byte)'v', (byte)'m') => Vm,
        _ => Other,
    };

    private static FieldName OfThree(ReadOnlySpan<byte> name) => (name[0], name[1], name[2]) switch
    {
        ((byte)'p', (byte)'i', (byte)'d') => Pid,
        ((byte)'u', (byte)'i', (byte)'d') => Uid,
        ((byte)'g', (byte)'i', (byte)'d') => Gid,
        ((byte)'t', (byte)'t', (byte)'y') => Tty,
        ((byte)'s', (byte)'e', (byte)'s') => Ses,
        ((byte)'e', (byte)'x', (byte)'e') => Exe,
        ((byte)'k', (byte)'e', (byte)'y') => Key,
        ((byte)'r', (byte)'e', (byte)'s') => Res,
        ((byte)'c', (byte)'w', (byte)'d') => Cwd,
        ((byte)'o', (byte)'b', (byte)'j') => Obj,
        _ => Other,
    };

    private static FieldName OfFour(ReadOnlySpan<byte> name) => name[0] switch
    {
        (byte)'a' => name.SequenceEqual("auid"u8) ? Auid : name.SequenceEqual("arch"u8) ? Arch
            : name.SequenceEqual("acct"u8) ? Acct : name.SequenceEqual("addr"u8) ? Addr : Other,
        (byte)'c' => name.SequenceEqual("comm"u8) ? Comm : Other,
        (byte)'e' => name.SequenceEqual("exit"u8) ? Exit : name.SequenceEqual("euid"u8) ? Euid : name.SequenceEqual("egid"u8) ? Egid : Other,
        (byte)'n' => name.SequenceEqual("name"u8) ? Name : Other,
        (byte)'p' => name.SequenceEqual("ppid"u8) ? Ppid : name.SequenceEqual("path"u8) ? FieldName.Path : Other,
        (byte)'s' => name.SequenceEqual("subj"u8) ? Subj : Other,
        (byte)'u' => name.SequenceEqual("uuid"u8) ? Uuid : Other,
        _ => Other,
    };

    private static FieldName OfSix(ReadOnlySpan<byte> name) => name[0] switch
    {
        (byte)'r' => name.SequenceEqual("result"u8) ? Result : Other,
        (byte)'t' => name.SequenceEqual("tclass"u8) ? Tclass : Other,
        (byte)'v' => name.SequenceEqual("vm-ctx"u8) ? VmCtx : Other,
        _ => Other,
    };

    private static FieldName OfEight(ReadOnlySpan<byte> name) => name[0] switch
    {
        (byte)'a' => name.SequenceEqual("apparmor"u8) ? AppArmor : Other,
        (byte)'h' => name.SequenceEqual("hostname"u8) ? Hostname : Other,
        (byte)'l' => name.SequenceEqual("loginuid"u8) ? Auid : Other,
        (byte)'n' => name.SequenceEqual("nametype"u8) ? NameType : name.SequenceEqual("new-disk"u8) ? NewDisk : Other,
        (byte)'s' => name.SequenceEqual("scontext"u8) ? Scontext : Other,
        (byte)'t' => name.SequenceEqual("terminal"u8) ? Terminal : name.SequenceEqual("tcontext"u8) ? Tcontext : Other,
        (byte)'u' => name.SequenceEqual("uring_op"u8) ? UringOp : Other,
        _ => Other,
    };

    private static FieldName OfMore(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("operation"u8) ? Operation
        : name.SequenceEqual("denied_mask"u8) ? DeniedMask
        : name.SequenceEqual("requested_mask"u8) ? RequestedMask : Other;
}
