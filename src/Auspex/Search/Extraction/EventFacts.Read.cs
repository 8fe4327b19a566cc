using Auspex.Records;
using Auspex.Tables;
using Auspex.Text;

namespace Auspex.Search.Extraction;

/// <summary>Reading: record by record, one pass over the body of each that can tell something wanted.</summary>
public sealed partial class EventFacts
{
    private readonly FieldIndex index = new();
    private readonly ByteBuffer text = new(4096);
    private readonly List<TextRange> keys = [];
    private readonly List<TextRange> subjects = [];
    private readonly List<TextRange> objects = [];
    private readonly List<FileRange> files = [];
    private readonly List<AvcRange> avcs = [];
    private TextRange terminal, host, exe, comm, account, cwd, virtualMachine, uuid;
    private TextRange uidName, gidName, euidName, egidName, auidName, syscallName, archName;
    private FactSet wanted;
    private ulong wantedFields;
    private bool filesAreMixed;
    private int lastItem;

    /// <summary>Reads <paramref name="facts"/> of <paramref name="e"/> and forgets the event before.</summary>
    /// <remarks>Never throws on what a log says.</remarks>
    public void Read(LogEvent e, FactSet facts)
    {
        ArgumentNullException.ThrowIfNull(e);
        Clear();
        if (facts != wanted)
        {
            wanted = facts;
            wantedFields = WantedFields.Of(facts);
        }

        for (var i = 0; i < e.Count; i++)
        {
            var grammar = RecordGrammar.Of(e.Spots[i].Type);
            var fields = grammar.Fields & wantedFields;
            if (fields != 0) ReadRecord(e[i], fields, grammar.Traits);
        }

        if (filesAreMixed) OrderFiles();
        if (files.Count > 0 && Has(FactSet.Cwd)) ResolveFiles();
    }

    private void Clear()
    {
        Found = FactSet.None;
        Dropped = 0;
        Success = EventSuccess.Unset;
        (Pid, Ppid) = (NoPid, NoPid);
        (Uid, Gid, Euid, Egid) = (FieldValue.UnsetId, FieldValue.UnsetId, FieldValue.UnsetId, FieldValue.UnsetId);
        IsUidNameless = false;
        (Auid, Session) = (FieldValue.UnsetId, FieldValue.UnsetId);
        (Syscall, Arch, Exit, A0, A1) = (0, AuditArch.None, 0, 0, 0);
        (terminal, host, exe, comm) = (default, default, default, default);
        (account, cwd, virtualMachine, uuid) = (default, default, default, default);
        (uidName, gidName, euidName, egidName) = (default, default, default, default);
        (auidName, syscallName, archName) = (default, default, default);
        text.Clear();
        keys.Clear();
        subjects.Clear();
        objects.Clear();
        files.Clear();
        (filesAreMixed, lastItem) = (false, 0);
        avcs.Clear();
    }

    /// <summary>Puts the working directory before names that begin with <c>./</c> or <c>../</c>.</summary>
    private void ResolveFiles()
    {
        for (var i = 0; i < files.Count; i++)
        {
            var file = files[i];
            var name = Text(file.Name);
            if (file.IsSocket || (!name.StartsWith("./"u8) && !name.StartsWith("../"u8))) continue;
            var length = cwd.Length + 1 + name.Length;
            if (!HasRoom(length)) continue;
            var start = text.Length;
            var room = text.GetSpan(length); // may move the text: everything is read anew below
            Text(cwd).CopyTo(room);
            room[cwd.Length] = (byte)'/';
            Text(file.Name).CopyTo(room[(cwd.Length + 1)..]);
            text.Advance(length);
            files[i] = file with { Name = new TextRange(start, length) };
        }
    }

    private bool HasRoom(int length)
    {
        if (length <= MaxTextBytes - text.Length) return true;
        Dropped++;
        return false;
    }

    private void Add<T>(List<T> list, T item, FactSet fact)
    {
        if (list.Count == MaxListed)
        {
            Dropped++;
            return;
        }

        list.Add(item);
        Found |= fact;
    }
}
