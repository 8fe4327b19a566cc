using Auspex.Records;
using Auspex.Tables;

namespace Auspex.Search.Extraction;

/// <summary>What ausearch and aureport know of an event: fields of its records, whichever record they stand in.</summary>
/// <remarks>
/// One thread reuses one object: <see cref="Read"/> forgets the event before. Spans are decoded text and stay valid until then. Nothing is
/// allocated once the largest event was seen. A field that is missing or makes no sense is not found, and nothing else is lost for it: the
/// audit tools drop the whole event then (docs/differences.md, missing-field). Source: spec 1.1.6.
/// </remarks>
public sealed partial class EventFacts
{
    /// <summary>Names, labels, keys and decisions kept of one event, each; further ones count in <see cref="Dropped"/>.</summary>
    public const int MaxListed = 1 << 16;

    /// <summary>Decoded text kept of one event; what does not fit counts in <see cref="Dropped"/>.</summary>
    public const int MaxTextBytes = 64 << 20;

    /// <summary>The pid where none is known.</summary>
    public const int NoPid = -1;

    /// <summary>What was found, among what was wanted.</summary>
    public FactSet Found { get; private set; }

    /// <summary>How many values of this event did not fit.</summary>
    public int Dropped { get; private set; }

    /// <summary>How the event ended.</summary>
    public EventSuccess Success { get; private set; }

    /// <summary>The process, or <see cref="NoPid"/>.</summary>
    public int Pid { get; private set; }

    /// <summary>The parent of the process, or <see cref="NoPid"/>.</summary>
    public int Ppid { get; private set; }

    /// <summary>The user; <see cref="FieldValue.UnsetId"/> where unset or not found.</summary>
    public uint Uid { get; private set; }

    /// <summary>The group; <see cref="FieldValue.UnsetId"/> where unset or not found.</summary>
    public uint Gid { get; private set; }

    /// <summary>The effective user; <see cref="FieldValue.UnsetId"/> where unset or not found.</summary>
    public uint Euid { get; private set; }

    /// <summary>The effective group; <see cref="FieldValue.UnsetId"/> where unset or not found.</summary>
    public uint Egid { get; private set; }

    /// <summary>Who logged in; <see cref="FieldValue.UnsetId"/> where unset or not found.</summary>
    public uint Auid { get; private set; }

    /// <summary>The login session; <see cref="FieldValue.UnsetId"/> where unset or not found.</summary>
    public uint Session { get; private set; }

    /// <summary>The system call, of io_uring's records the operation; 0 where not found, as the tools print it.</summary>
    public int Syscall { get; private set; }

    /// <summary>The machine of the system call; <see cref="AuditArch.None"/> where not found.</summary>
    public AuditArch Arch { get; private set; }

    /// <summary>What the system call returned; 0 where not found.</summary>
    public long Exit { get; private set; }

    /// <summary>Argument 0 of the system call.</summary>
    public ulong A0 { get; private set; }

    /// <summary>Argument 1 of the system call.</summary>
    public ulong A1 { get; private set; }

    /// <summary><c>tty=</c> or <c>terminal=</c>, as written: also <c>(none)</c> and <c>?</c>.</summary>
    public ReadOnlySpan<byte> Terminal => Text(terminal);

    /// <summary>A name or an address: <c>hostname=</c>, where that is <c>?</c> <c>addr=</c>, or the address of a socket.</summary>
    public ReadOnlySpan<byte> Host => Text(host);

    /// <summary>The program.</summary>
    public ReadOnlySpan<byte> Exe => Text(exe);

    /// <summary>The command's name.</summary>
    public ReadOnlySpan<byte> Comm => Text(comm);

    /// <summary>The account a user-space record is about: <c>acct=</c>.</summary>
    public ReadOnlySpan<byte> Account => Text(account);

    /// <summary>The working directory: of CWD, else of a user-space record.</summary>
    public ReadOnlySpan<byte> Cwd => Text(cwd);

    /// <summary>The virtual machine: <c>vm=</c>.</summary>
    public ReadOnlySpan<byte> VirtualMachine => Text(virtualMachine);

    /// <summary>The virtual machine's <c>uuid=</c>.</summary>
    public ReadOnlySpan<byte> Uuid => Text(uuid);

    /// <summary>What the writing machine called <see cref="Uid"/>; empty where it said nothing.</summary>
    public ReadOnlySpan<byte> UidName => Text(uidName);

    /// <summary>What the writing machine called <see cref="Gid"/>; empty where it said nothing.</summary>
    public ReadOnlySpan<byte> GidName => Text(gidName);

    /// <summary>What the writing machine called <see cref="Euid"/>; empty where it said nothing.</summary>
    public ReadOnlySpan<byte> EuidName => Text(euidName);

    /// <summary>What the writing machine called <see cref="Egid"/>; empty where it said nothing.</summary>
    public ReadOnlySpan<byte> EgidName => Text(egidName);

    /// <summary>What the writing machine called <see cref="Auid"/>; empty where it said nothing.</summary>
    public ReadOnlySpan<byte> AuidName => Text(auidName);

    /// <summary>What the writing machine called <see cref="Syscall"/>; empty where it said nothing.</summary>
    public ReadOnlySpan<byte> SyscallName => Text(syscallName);

    /// <summary>What the writing machine called <see cref="Arch"/>; empty where it said nothing.</summary>
    public ReadOnlySpan<byte> ArchName => Text(archName);

    /// <summary>True where <see cref="Uid"/> comes from a record whose user the tools do not find by name.</summary>
    internal bool IsUidNameless { get; private set; }

    /// <summary>How many keys.</summary>
    public int KeyCount => keys.Count;

    /// <summary>How many files are named.</summary>
    public int FileCount => files.Count;

    /// <summary>How many labels of subjects.</summary>
    public int SubjectCount => subjects.Count;

    /// <summary>How many labels of objects.</summary>
    public int ObjectCount => objects.Count;

    /// <summary>How many decisions of an access policy.</summary>
    public int AvcCount => avcs.Count;

    /// <summary>A key. A call without key has one, <c>(null)</c>, as the tools have it.</summary>
    public ReadOnlySpan<byte> Key(int index) => Text(keys[index]);

    /// <summary>A file, in the order of the records; those of PATH records among them in the order of their <c>item=</c>.</summary>
    public FileFact File(int index)
    {
        var file = files[index];
        return new FileFact(Text(file.Name), Text(file.NameType));
    }

    /// <summary>A label of who acted: <c>subj=</c>, <c>scontext=</c>, <c>vm-ctx=</c>, AppArmor's profile; in the order of the records.</summary>
    public ReadOnlySpan<byte> Subject(int index) => Text(subjects[index]);

    /// <summary>A label of what was acted on: <c>obj=</c>, <c>tcontext=</c>, <c>img-ctx=</c>; in the order of the records.</summary>
    public ReadOnlySpan<byte> Object(int index) => Text(objects[index]);

    /// <summary>A decision of an access policy, in the order of the records.</summary>
    public AvcFact Avc(int index)
    {
        var avc = avcs[index];
        return new AvcFact
        {
            HasVerdict = avc.Verdict != EventSuccess.Unset,
            IsDenied = avc.Verdict == EventSuccess.Failed,
            Class = Text(avc.Class),
            Permissions = Text(avc.Permissions),
            Subject = Text(avc.Subject),
            Object = Text(avc.Object),
        };
    }

    /// <summary>True when all of <paramref name="facts"/> were found.</summary>
    public bool Has(FactSet facts) => (Found & facts) == facts;

    private ReadOnlySpan<byte> Text(TextRange range) => text.Written.Slice(range.Start, range.Length);
}
