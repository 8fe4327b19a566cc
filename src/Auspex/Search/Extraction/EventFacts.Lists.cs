using Auspex.Interpretation;
using Auspex.Records;
using Auspex.Tables;
using Auspex.Text;

namespace Auspex.Search.Extraction;

/// <summary>Fields of which an event may have several: hosts, files, keys, labels, decisions; and the names behind the body.</summary>
public sealed partial class EventFacts
{
    private readonly ByteBuffer address = new(256);

    private void TakeHost(KnownField name, ReadOnlySpan<byte> value)
    {
        if (name == KnownField.Saddr && !Is(RecordTraits.PlainAddress))
        {
            TakeSocketAddress(value);
            return;
        }

        if (!MaySet(FactSet.Host)) return;
        value = FactValues.Trim(FieldValue.Unquote(value));
        if (name == KnownField.Addr)
        {
            if (!state.HostIsOpen) return;
            var port = Is(RecordTraits.AddressWithPort) ? value.LastIndexOf((byte)':') : -1;
            if (port >= 0) value = value[..port];
        }
        else
        {
            value = FactValues.UpTo(value, (byte)',');
            state.HostIsOpen = value.SequenceEqual("?"u8);
            if (state.HostIsOpen && IsTaken(FactSet.Host)) return; // the address stood before
        }

        host = Copy(value);
        Mark(FactSet.Host);
    }

    /// <summary>A socket's address names a host, or for a local socket a file.</summary>
    private void TakeSocketAddress(ReadOnlySpan<byte> value)
    {
        if (FactValues.IsMixedCase(value)) return;
        address.Clear();
        SockAddr.Append(value, address); // { saddr_fam=inet laddr=192.0.2.1 lport=443 }
        var said = address.Written;
        if (said.StartsWith("{ saddr_fam=inet"u8))
        {
            var start = said.IndexOf(" laddr="u8);
            if (start < 0 || !MaySet(FactSet.Host)) return;
            host = Copy(FactValues.UpTo(said[(start + 7)..], (byte)' '));
            Mark(FactSet.Host);
        }
        else if (said.StartsWith("{ saddr_fam=local path="u8) && (wanted & FactSet.Files) != 0)
        {
            state.File = new FileRange(Copy(said["{ saddr_fam=local path=".Length..^2]), default) { IsSocket = true }; // without " }"
            state.HasFile = true;
        }
    }

    private void TakeFile(KnownField name, ReadOnlySpan<byte> value)
    {
        if ((wanted & FactSet.Files) == 0) return;
        if (name == KnownField.NameType)
        {
            state.File = state.File with { NameType = Copy(value) };
            return;
        }

        if (state.HasFile && name == KnownField.Name) return; // a path says more
        state.File = state.File with { Name = Decode(value) };
        state.HasFile = true;
    }

    private void AddFile(LogRecord record)
    {
        if (record.Type == RecordType.Path)
        {
            var item = PathItem.NumberOf(record.Body);
            state.File = state.File with { Item = item };
            filesAreMixed |= item < lastItem;
            lastItem = item;
        }

        Add(files, state.File, FactSet.Files);
    }

    /// <summary>Puts the files of PATH records in the order of their numbers, in the places that they have together.</summary>
    private void OrderFiles()
    {
        var ordered = new Queue<FileRange>(files.Where(f => f.Item is not null).OrderBy(f => f.Item)); // keeps the order of equal ones
        for (var i = 0; i < files.Count; i++)
        {
            if (files[i].Item is not null) files[i] = ordered.Dequeue();
        }
    }

    private void TakeKeys(ReadOnlySpan<byte> value)
    {
        var all = Decode(value);
        var rest = Text(all);
        var start = all.Start;
        while (!rest.IsEmpty)
        {
            var length = rest.IndexOf(KeyReader.Separator);
            if (length < 0) length = rest.Length;
            if (length > 0) Add(keys, new TextRange(start, length), FactSet.Keys);
            start += length + 1;
            rest = length < rest.Length ? rest[(length + 1)..] : default;
        }
    }

    private void TakeLabel(KnownField name, ReadOnlySpan<byte> value)
    {
        var isSubject = name is KnownField.Subj or KnownField.VmCtx;
        if ((wanted & (isSubject ? FactSet.Subjects : FactSet.Objects)) == 0) return;
        var label = Copy(FieldValue.Unquote(value));
        if (isSubject) Add(subjects, label, FactSet.Subjects);
        else Add(objects, label, FactSet.Objects);
    }

    private void TakeDecision(KnownField name, ReadOnlySpan<byte> value)
    {
        switch (name)
        {
            case KnownField.AppArmor:
                state.Avc.Verdict = FactValues.AppArmorResult(value);
                break;
            case KnownField.Label when state.Avc.Subject.Length == 0: // of D-Bus, which has no profile
            case KnownField.Scontext or KnownField.Profile:
                state.Avc.Subject = Decode(value);
                if ((wanted & FactSet.Subjects) != 0) Add(subjects, state.Avc.Subject, FactSet.Subjects);
                break;
            case KnownField.Tcontext:
                state.Avc.Object = Decode(value);
                if ((wanted & FactSet.Objects) != 0) Add(objects, state.Avc.Object, FactSet.Objects);
                break;
            case KnownField.Tclass or KnownField.Class:
                state.Avc.Class = Decode(value);
                break;
            case KnownField.Operation when state.Avc.Class.Length == 0: // AppArmor's class came with Linux 6.2
                state.Avc.Class = Decode(value);
                break;
            case KnownField.RequestedMask when state.Avc.Permissions.Length == 0:
            case KnownField.DeniedMask:
                state.Avc.Permissions = Decode(value);
                break;
        }
    }

    /// <summary>Takes what SELinux says in words, <c>avc:  denied  { read } for</c>, and closes the decision.</summary>
    private void TakeVerdict(ReadOnlySpan<byte> body)
    {
        var start = body.IndexOf("avc:"u8);
        if (start >= 0 && FreeText.TryReadVerdict(body[start..], out var granted, out var permissions))
        {
            state.Avc.Verdict = granted ? EventSuccess.Success : EventSuccess.Failed;
            if ((wanted & FactSet.Avcs) != 0) state.Avc.Permissions = Copy(permissions);
        }

        var verdict = state.Avc.Verdict;
        if (verdict != EventSuccess.Unset && MaySet(FactSet.Success) && !IsTaken(FactSet.Success)) Take(verdict);
        if ((wanted & FactSet.Avcs) != 0 && state.Avc != default) Add(avcs, state.Avc, FactSet.Avcs);
    }

    /// <summary>Keeps the names of what this record told: <c>AUID="alice" UID="root"</c>.</summary>
    private void ReadNames(ReadOnlySpan<byte> enrichment)
    {
        var uids = 0;
        while (!enrichment.IsEmpty)
        {
            var end = enrichment.IndexOf((byte)' ');
            var item = end < 0 ? enrichment : enrichment[..end];
            enrichment = end < 0 ? default : enrichment[(end + 1)..];
            var equals = item.IndexOf((byte)'=');
            if (equals < 2) continue;
            var value = item[(equals + 1)..];
            switch (item[..equals])
            {
                case var n when n.SequenceEqual("UID"u8):
                    if (++uids == state.Uids) SetName(FactSet.Uid, ref uidName, value); // that of the last uid=, which is the one that counts
                    break;
                case var n when n.SequenceEqual("AUID"u8): SetName(FactSet.Auid, ref auidName, value); break;
                case var n when n.SequenceEqual("GID"u8): SetName(FactSet.Gid, ref gidName, value); break;
                case var n when n.SequenceEqual("ID"u8) && Is(RecordTraits.IdIsGroup): SetName(FactSet.Gid, ref gidName, value); break;
                case var n when n.SequenceEqual("EUID"u8): SetName(FactSet.Euid, ref euidName, value); break;
                case var n when n.SequenceEqual("EGID"u8): SetName(FactSet.Egid, ref egidName, value); break;
                case var n when n.SequenceEqual("ARCH"u8): SetName(FactSet.Arch, ref archName, value); break;
                case var n when n.SequenceEqual("SYSCALL"u8): SetName(FactSet.Syscall, ref syscallName, value); break;
            }
        }
    }

    private void SetName(FactSet fact, ref TextRange target, ReadOnlySpan<byte> value)
    {
        if (IsTaken(fact)) target = value.StartsWith("\""u8) || fact is not (FactSet.Arch or FactSet.Syscall) ? Decode(value) : Copy(value);
    }
}
