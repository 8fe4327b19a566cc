using Auspex.Interpretation;
using Auspex.Normalization;
using Auspex.Records;
using Auspex.Search;
using Auspex.Tables;

namespace Auspex.Outputs.SearchFormats;

internal sealed partial class EcsFormat
{
    private void AppendProcess(LogEvent e, RecordFields main)
    {
        json.Optional("process"u8);
        AppendDigits(main, "pid"u8, KnownField.Pid);
        json.Optional("parent"u8);
        AppendDigits(main, "pid"u8, KnownField.Ppid);
        json.Close();
        if (main.Has(KnownField.Exe)) json.Known("executable"u8, Meaning(main, KnownField.Exe));
        if (main.Has(KnownField.Comm)) json.Known("name"u8, Meaning(main, KnownField.Comm));
        var title = Find(e, RecordType.Proctitle);
        if (title >= 0 && e.View(title) is var view && view.TryGetField("proctitle"u8, out var text))
            json.Known("title"u8, Meaning(RecordContext.From(view), KnownField.Proctitle, text));
        if (arguments.Count > 0)
        {
            json.List("args"u8);
            for (var i = 0; i < arguments.Count; i++)
            {
                if (!arguments.IsEllipsis(i)) _ = json.Value(arguments[i]);
            }

            json.Close();
            json.Number("args_count"u8, arguments.Total);
            value.Clear();
            arguments.AppendLine(value);
            json.Known("command_line"u8, value.Written);
        }

        var cwd = Find(e, RecordType.Cwd);
        if (cwd >= 0 && e.View(cwd) is var place && place.TryGetField("cwd"u8, out var directory))
            json.Known("working_directory"u8, Meaning(RecordContext.From(place), KnownField.Cwd, directory));
        else if (main.Has(KnownField.Cwd))
            json.Known("working_directory"u8, Meaning(main, KnownField.Cwd));
        json.Close();
    }

    private void AppendObject(LogEvent e, bool isNormal)
    {
        if (!isNormal || !EcsWords.IsFile(normalizer.ObjectKind) || !normalizer.Has(EventPart.Object))
        {
            AppendDecided(e);
            return;
        }

        json.Optional("file"u8);
        value.Clear();
        normalizer.Append(EventPart.Object, value);
        json.Known("path"u8, value.Written);
        json.Text("type"u8, normalizer.ObjectKind switch
        {
            ObjectKind.Directory => "dir"u8,
            ObjectKind.SymbolicLink => "symlink"u8,
            ObjectKind.BlockDevice or ObjectKind.CharacterDevice => "device"u8,
            _ => "file"u8,
        });
        if (normalizer.Has(EventPart.Target))
        {
            value.Clear();
            normalizer.Append(EventPart.Target, value);
            json.Known("target_path"u8, value.Written);
        }

        if (paths.FirstFile(e) is >= 0 and var first) AppendInode(e[paths[first]]);
        json.Close();
    }

    private void AppendInode(LogRecord path)
    {
        other.Read(path);
        json.Known("inode"u8, other.Raw(KnownField.Inode));
        if (other.Has(KnownField.Ouid))
        {
            json.Known("uid"u8, other.Raw(KnownField.Ouid));
            json.Known("owner"u8, Meaning(other, KnownField.Ouid));
        }

        if (other.Has(KnownField.Ogid))
        {
            json.Known("gid"u8, other.Raw(KnownField.Ogid));
            json.Known("group"u8, Meaning(other, KnownField.Ogid));
        }

        if (other.Raw(KnownField.Mode) is { Length: >= 4 } mode) json.Known("mode"u8, mode[^4..]);
    }

    /// <summary>The file that mandatory access control decided about, where there is no PATH record.</summary>
    private void AppendDecided(LogEvent e)
    {
        for (var i = 0; i < e.Count; i++)
        {
            if (!IsDecision(e.Spots[i].Type)) continue;
            other.Read(e[i]);
            json.Optional("file"u8);
            if (!TryAppendPath(KnownField.Path) && !TryAppendPath(KnownField.Name) && !other.Has(KnownField.AppArmor) && other.Has(KnownField.Name))
                json.Known("name"u8, Meaning(other, KnownField.Name)); // of SELinux: without its directory
            json.Known("inode"u8, other.Raw(KnownField.Ino));
            if (other.Has(KnownField.Ino)) json.Known("device"u8, FieldValue.Unquote(other.Raw(KnownField.Dev)));
            json.Close();
            return;
        }
    }

    private bool TryAppendPath(KnownField field)
    {
        if (!other.Has(field)) return false;
        var path = Meaning(other, field);
        if (!path.StartsWith("/"u8)) return false; // a name on the bus, pipe:[7]
        json.Known("path"u8, path);
        return true;
    }

    private static bool IsDecision(RecordType type) =>
        type is RecordType.Avc or RecordType.LandlockAccess or (>= (RecordType)1501 and <= (RecordType)1507);

    /// <summary>Where a user comes from, where a process connects to, and what was kept from connecting.</summary>
    private void AppendAddresses(LogEvent e)
    {
        var socket = Find(e, RecordType.Sockaddr);
        if (socket >= 0 && e.View(socket) is var view && view.TryGetField("saddr"u8, out var raw))
        {
            var meaning = Meaning(RecordContext.From(view), KnownField.Saddr, raw);
            endpoints.TakePeer(Part(meaning, "laddr="u8), Part(meaning, "lport="u8), normalizer.Action.StartsWith("accepted"u8));
        }

        endpoints.Append();
    }

    /// <summary>What ECS has no fields for.</summary>
    private void AppendDetails(LogEvent e, int mainRecord, RecordFields main, bool isNormal)
    {
        json.Optional("auditd"u8);
        var type = RecordTypes.Name(e.FirstType);
        json.Known("message_type"u8, type.IsEmpty ? e.View(0).TypeName : type);
        AppendDigits(main, "session"u8, KnownField.Ses);
        json.Optional("summary"u8);
        if (isNormal)
        {
            json.Optional("actor"u8);
            AppendPart("primary"u8, EventPart.Subject);
            AppendPart("secondary"u8, EventPart.ActingAs);
            json.Close();
            json.Optional("object"u8);
            AppendPart("primary"u8, EventPart.Object);
            AppendPart("secondary"u8, EventPart.Target);
            json.Known("type"u8, EventWords.Of(normalizer.ObjectKind));
            json.Close();
            json.Known("how"u8, normalizer.How);
        }

        json.Close();
        json.Optional("data"u8);
        AppendData(e, mainRecord, main);
        AppendMissing();
        json.Close();
        json.Close();
    }

    /// <summary>The fields of <see cref="EcsData"/>, whichever record has them: first those of the main one. Gathers addresses on the way.</summary>
    private void AppendData(LogEvent e, int mainRecord, RecordFields main)
    {
        ulong seen = 0;
        endpoints.Clear();
        AppendData(main, ref seen);
        for (var i = 0; i < e.Count; i++)
        {
            if (i == mainRecord || e.Spots[i].Type is RecordType.Path or RecordType.Execve or RecordType.Cwd or RecordType.Proctitle or RecordType.Sockaddr) continue;
            other.Read(e[i]);
            AppendData(other, ref seen);
        }
    }

    private void AppendData(RecordFields record, ref ulong seen)
    {
        for (var i = 0; i < record.Count; i++)
        {
            var field = record[i];
            if (field == KnownField.None) continue;
            endpoints.Take(field, record.ValueAt(i));
            var index = EcsData.IndexOf(field);
            if (index < 0 || (seen & (1UL << index)) != 0) continue;
            seen |= 1UL << index;
            json.Known(KnownFields.Text(field), Meaning(record.Context(field), field, FieldValue.TrimMarks(record.ValueAt(i))));
        }

        var words = record.Body.IndexOf("avc:"u8);
        if (words < 0 || !Records.FreeText.TryReadVerdict(record.Body[words..], out var isGranted, out var permissions)) return;
        json.Text("seresult"u8, isGranted ? "granted"u8 : "denied"u8);
        json.Known("seperms"u8, permissions);
    }

    /// <summary>Which arguments no record holds.</summary>
    private void AppendMissing()
    {
        if (arguments.Missing.Count == 0) return;
        json.Truth("argv_cut"u8, true);
        json.List("argv_missing"u8);
        foreach (var missing in arguments.Missing)
        {
            value.Clear();
            missing.Append(value);
            _ = json.Value(value.Written);
        }

        json.Close();
    }

    private void AppendPart(ReadOnlySpan<byte> name, EventPart part)
    {
        value.Clear();
        normalizer.Append(part, value);
        json.Known(name, value.Written);
    }

    private void AppendDigits(RecordFields record, ReadOnlySpan<byte> name, KnownField field)
    {
        var digits = record.Raw(field);
        if (!digits.SequenceEqual("4294967295"u8)) json.Digits(name, digits);
    }

    private static ReadOnlySpan<byte> Part(ReadOnlySpan<byte> meaning, ReadOnlySpan<byte> label)
    {
        var at = meaning.IndexOf(label);
        if (at < 0) return default;
        var rest = meaning[(at + label.Length)..];
        var end = rest.IndexOf((byte)' ');
        return end < 0 ? rest : rest[..end];
    }
}
