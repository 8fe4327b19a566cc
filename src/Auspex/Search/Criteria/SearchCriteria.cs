using Auspex.Search.Expressions;
using Auspex.Search.Extraction;
using Auspex.Tables;

namespace Auspex.Search.Criteria;

/// <summary>Which events are looked for: what the options of ausearch(8) say. An event must meet all that are set; null asks for nothing.</summary>
/// <remarks>
/// Texts match where they are part of the value, or with <see cref="IsWord"/> where they are the value. Shared by any number of
/// <see cref="EventMatcher"/>s. Source: spec 1.1, 1.1.5.
/// </remarks>
public sealed record SearchCriteria
{
    /// <summary><c>--event</c>. The command line's 4294967295 means none.</summary>
    public ulong? Serial { get; init; }

    /// <summary><c>--node</c>: the event's node is one of these. None asks for nothing.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Nodes { get; init; } = [];

    /// <summary><c>--message</c>: a record of the event is of one of these types. None asks for nothing.</summary>
    public IReadOnlyList<RecordType> Types { get; init; } = [];

    /// <summary><c>--arch</c>.</summary>
    public AuditArch? Arch { get; init; }

    /// <summary><c>--syscall</c>, by number. As in the tools, an event without system call counts as number 0.</summary>
    public int? Syscall { get; init; }

    /// <summary><c>--exit</c>: a result, or an errno as a negative number.</summary>
    public long? Exit { get; init; }

    /// <summary><c>--success</c>.</summary>
    public EventSuccess? Success { get; init; }

    /// <summary><c>--pid</c>.</summary>
    public int? Pid { get; init; }

    /// <summary><c>--ppid</c>.</summary>
    public int? Ppid { get; init; }

    /// <summary><c>--session</c>; 4294967295 asks for events of no session.</summary>
    public uint? Session { get; init; }

    /// <summary><c>--uid</c>. The command line's 4294967295 means none.</summary>
    public IdCriterion? Uid { get; init; }

    /// <summary><c>--uid-effective</c>. The command line's 4294967295 means none.</summary>
    public IdCriterion? Euid { get; init; }

    /// <summary><c>--loginuid</c>; 4294967295 asks for events of nobody who logged in.</summary>
    public IdCriterion? Auid { get; init; }

    /// <summary><c>--uid-all</c>: user, effective user or login user. The command line's 4294967295 means none.</summary>
    public IdCriterion? AnyUid { get; init; }

    /// <summary><c>--gid</c>. The command line's 4294967295 means none.</summary>
    public IdCriterion? Gid { get; init; }

    /// <summary><c>--gid-effective</c>. The command line's 4294967295 means none.</summary>
    public IdCriterion? Egid { get; init; }

    /// <summary><c>--gid-all</c>: group or effective group. The command line's 4294967295 means none.</summary>
    public IdCriterion? AnyGid { get; init; }

    /// <summary><c>--comm</c>.</summary>
    public ReadOnlyMemory<byte>? Comm { get; init; }

    /// <summary><c>--executable</c>.</summary>
    public ReadOnlyMemory<byte>? Exe { get; init; }

    /// <summary><c>--file</c>: a file, or the working directory.</summary>
    public ReadOnlyMemory<byte>? File { get; init; }

    /// <summary><c>--host</c>.</summary>
    public ReadOnlyMemory<byte>? Host { get; init; }

    /// <summary><c>--terminal</c>.</summary>
    public ReadOnlyMemory<byte>? Terminal { get; init; }

    /// <summary><c>--key</c>.</summary>
    public ReadOnlyMemory<byte>? Key { get; init; }

    /// <summary><c>--subject</c>.</summary>
    public ReadOnlyMemory<byte>? Subject { get; init; }

    /// <summary><c>--object</c>.</summary>
    public ReadOnlyMemory<byte>? Object { get; init; }

    /// <summary><c>--context</c>: subject or object.</summary>
    public ReadOnlyMemory<byte>? AnyLabel { get; init; }

    /// <summary><c>--vm-name</c>.</summary>
    public ReadOnlyMemory<byte>? VirtualMachine { get; init; }

    /// <summary><c>--uuid</c>.</summary>
    public ReadOnlyMemory<byte>? Uuid { get; init; }

    /// <summary><c>--word</c>: texts must be the whole value.</summary>
    public bool IsWord { get; init; }

    /// <summary>A condition on single records, in the language of the audit library.</summary>
    public Expression? Expression { get; init; }

    /// <summary>What must be read of an event to decide.</summary>
    public FactSet Wanted
    {
        get
        {
            var facts = FactSet.None;
            if (Arch is not null) facts |= FactSet.Arch;
            if (Syscall is not null) facts |= FactSet.Syscall;
            if (Exit is not null) facts |= FactSet.Exit;
            if (Success is not null) facts |= FactSet.Success;
            if (Pid is not null) facts |= FactSet.Pid;
            if (Ppid is not null) facts |= FactSet.Ppid;
            if (Session is not null) facts |= FactSet.Session;
            if (Comm is not null) facts |= FactSet.Comm;
            if (Exe is not null) facts |= FactSet.Exe;
            if (File is not null) facts |= FactSet.Files | FactSet.Cwd;
            if (Host is not null) facts |= FactSet.Host;
            if (Terminal is not null) facts |= FactSet.Terminal;
            if (Key is not null) facts |= FactSet.Keys;
            if (Subject is not null || AnyLabel is not null) facts |= FactSet.Subjects;
            if (Object is not null || AnyLabel is not null) facts |= FactSet.Objects;
            if (VirtualMachine is not null) facts |= FactSet.VirtualMachine;
            if (Uuid is not null) facts |= FactSet.Uuid;
            return facts | WantedIds;
        }
    }

    private FactSet WantedIds
    {
        get
        {
            var facts = FactSet.None;
            if (Uid is not null || AnyUid is not null) facts |= FactSet.Uid;
            if (Euid is not null || AnyUid is not null) facts |= FactSet.Euid;
            if (Auid is not null || AnyUid is not null) facts |= FactSet.Auid;
            if (Gid is not null || AnyGid is not null) facts |= FactSet.Gid;
            if (Egid is not null || AnyGid is not null) facts |= FactSet.Egid;
            if (IsName(Uid) || IsName(Euid) || IsName(Auid) || IsName(AnyUid) || IsName(Gid) || IsName(Egid) || IsName(AnyGid)) facts |= FactSet.Names;
            return facts;
        }
    }

    private static bool IsName(IdCriterion? id) => id is { IsName: true };
}
