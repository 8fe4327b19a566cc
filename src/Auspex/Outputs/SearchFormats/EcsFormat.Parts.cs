using Auspex.Interpretation;
using Auspex.Normalization;
using Auspex.Records;
using Auspex.Search;
using Auspex.Tables;

namespace Auspex.Outputs.SearchFormats;

public sealed partial class EcsFormat
{
    private void AppendProcess(LogEvent e, in IndexedRecord main, in RecordContext context)
    {
        json.Open("\"process\":"u8);
        AppendDigits(main, "\"pid\":"u8, "pid"u8);
        json.Open("\"parent\":"u8);
        AppendDigits(main, "\"pid\":"u8, "ppid"u8);
        json.Close();
        if (main.TryGetField("exe"u8, out var exe)) json.Text("\"executable\":"u8, Meaning(context, "exe"u8, exe));
        if (main.TryGetField("comm"u8, out var name)) json.Text("\"name\":"u8, Meaning(context, "comm"u8, name));
        var title = Find(e, RecordType.Proctitle);
        if (title >= 0 && e.View(title) is var view && view.TryGetField("proctitle"u8, out var text))
            json.Text("\"title\":"u8, Meaning(RecordContext.From(view), "proctitle"u8, text));
        if (arguments.Count > 0)
        {
            json.Name("\"args\":["u8);
            var isFirst = true;
            for (var i = 0; i < arguments.Count; i++)
            {
                if (arguments.IsEllipsis(i)) continue;
                if (!isFirst) line.Append((byte)',');
                isFirst = false;
                _ = JsonText.Append(line, arguments[i]);
            }

            line.Append((byte)']');
            json.Name("\"args_count\":"u8);
            line.AppendNumber(arguments.Total);
            value.Clear();
            arguments.AppendLine(value);
            json.Text("\"command_line\":"u8, value.Written);
        }

        var cwd = Find(e, RecordType.Cwd);
        if (cwd >= 0 && e.View(cwd) is var place && place.TryGetField("cwd"u8, out var directory))
            json.Text("\"working_directory\":"u8, Meaning(RecordContext.From(place), "cwd"u8, directory));
        else if (main.TryGetField("cwd"u8, out var own))
            json.Text("\"working_directory\":"u8, Meaning(context, "cwd"u8, own));
        json.Close();
    }

    private void AppendObject(LogEvent e, bool isNormal)
    {
        if (!isNormal || !EcsWords.IsFile(normalizer.ObjectKind) || !normalizer.Has(EventPart.Object))
        {
            AppendDecided(e);
            return;
        }

        json.Open("\"file\":"u8);
        value.Clear();
        normalizer.Append(EventPart.Object, value);
        json.Text("\"path\":"u8, value.Written);
        json.Word("\"type\":"u8, normalizer.ObjectKind switch
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
            json.Text("\"target_path\":"u8, value.Written);
        }

        if (paths.FirstFile(e) is >= 0 and var first) AppendInode(e.View(paths[first]));
        json.Close();
    }

    private void AppendInode(in RecordView path)
    {
        var context = RecordContext.From(path);
        if (path.TryGetField("inode"u8, out var inode)) json.Text("\"inode\":"u8, inode);
        if (path.TryGetField("ouid"u8, out var owner))
        {
            json.Text("\"uid\":"u8, owner);
            json.Text("\"owner\":"u8, Meaning(context, "ouid"u8, owner));
        }

        if (path.TryGetField("ogid"u8, out var group))
        {
            json.Text("\"gid\":"u8, group);
            json.Text("\"group\":"u8, Meaning(context, "ogid"u8, group));
        }

        if (path.TryGetField("mode"u8, out var mode) && mode.Length >= 4) json.Text("\"mode\":"u8, mode[^4..]);
    }

    /// <summary>The file that mandatory access control decided about, where there is no PATH record.</summary>
    private void AppendDecided(LogEvent e)
    {
        for (var i = 0; i < e.Count; i++)
        {
            if (!IsDecision(e.Spots[i].Type)) continue;
            var record = e.View(i);
            var context = RecordContext.From(record);
            json.Open("\"file\":"u8);
            var hasPath = record.TryGetField("path"u8, out var path) && TryAppendPath(context, "path"u8, path);
            if (!hasPath && record.TryGetField("name"u8, out var name) && !TryAppendPath(context, "name"u8, name)
                && !record.TryGetField("apparmor"u8, out _))
            {
                json.Text("\"name\":"u8, Meaning(context, "name"u8, name)); // of SELinux: without its directory
            }

            if (record.TryGetField("ino"u8, out var inode)) json.Text("\"inode\":"u8, inode);
            if (record.TryGetField("ino"u8, out _) && record.TryGetField("dev"u8, out var device)) json.Text("\"device\":"u8, FieldValue.Unquote(device));
            json.Close();
            return;
        }
    }

    private bool TryAppendPath(in RecordContext context, ReadOnlySpan<byte> field, ReadOnlySpan<byte> raw)
    {
        var path = Meaning(context, field, raw);
        if (!path.StartsWith("/"u8)) return false; // a name on the bus, pipe:[7]
        json.Text("\"path\":"u8, path);
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
            var meaning = Meaning(RecordContext.From(view), "saddr"u8, raw);
            endpoints.TakePeer(Part(meaning, "laddr="u8), Part(meaning, "lport="u8), normalizer.Action.StartsWith("accepted"u8));
        }

        endpoints.Append();
    }

    /// <summary>What ECS has no fields for.</summary>
    private void AppendDetails(LogEvent e, int mainRecord, in IndexedRecord main, in RecordContext context, bool isNormal)
    {
        json.Open("\"auditd\":"u8);
        var type = RecordTypes.Name(e.FirstType);
        json.Text("\"message_type\":"u8, type.IsEmpty ? e.View(0).TypeName : type);
        AppendDigits(main, "\"session\":"u8, "ses"u8);
        json.Open("\"summary\":"u8);
        if (isNormal)
        {
            json.Open("\"actor\":"u8);
            AppendPart("\"primary\":"u8, EventPart.Subject);
            AppendPart("\"secondary\":"u8, EventPart.ActingAs);
            json.Close();
            json.Open("\"object\":"u8);
            AppendPart("\"primary\":"u8, EventPart.Object);
            AppendPart("\"secondary\":"u8, EventPart.Target);
            json.Text("\"type\":"u8, EventWords.Of(normalizer.ObjectKind));
            json.Close();
            json.Text("\"how\":"u8, normalizer.How);
        }

        json.Close();
        json.Open("\"data\":"u8);
        AppendData(e, mainRecord, main, context);
        AppendMissing();
        json.Close();
        json.Close();
    }

    /// <summary>The fields of <see cref="EcsData"/>, whichever record has them: first those of the main one. Gathers addresses on the way.</summary>
    private void AppendData(LogEvent e, int mainRecord, in IndexedRecord main, in RecordContext mainContext)
    {
        ulong seen = 0;
        endpoints.Clear();
        AppendData(main, mainContext, ref seen);
        for (var i = 0; i < e.Count; i++)
        {
            if (i == mainRecord || e.Spots[i].Type is RecordType.Path or RecordType.Execve or RecordType.Cwd or RecordType.Proctitle or RecordType.Sockaddr) continue;
            var other = new IndexedRecord(e.View(i), otherFields);
            AppendData(other, RecordContext.From(other), ref seen);
        }
    }

    private void AppendData(in IndexedRecord record, in RecordContext context, ref ulong seen)
    {
        foreach (ref readonly var range in record.Fields)
        {
            var field = KnownFields.FindListed(range.Name(record.Body));
            if (field == KnownField.None) continue;
            var value = range.Value(record.Body);
            endpoints.Take(field, value);
            var index = EcsData.IndexOf(field);
            if (index < 0 || (seen & (1UL << index)) != 0) continue;
            seen |= 1UL << index;
            json.Text(EcsData.Member(index), Meaning(context, KnownFields.Text(field), FieldValue.TrimMarks(value)));
        }

        var words = record.Body.IndexOf("avc:"u8);
        if (words < 0 || !Records.FreeText.TryReadVerdict(record.Body[words..], out var isGranted, out var permissions)) return;
        json.Word("\"seresult\":"u8, isGranted ? "granted"u8 : "denied"u8);
        json.Text("\"seperms\":"u8, permissions);
    }

    /// <summary>Which arguments no record holds.</summary>
    private void AppendMissing()
    {
        if (arguments.Missing.Count == 0) return;
        json.Name("\"argv_cut\":true"u8);
        json.Name("\"argv_missing\":["u8);
        for (var i = 0; i < arguments.Missing.Count; i++)
        {
            line.Append(i > 0 ? ",\""u8 : "\""u8);
            arguments.Missing[i].Append(line);
            line.Append((byte)'"');
        }

        line.Append((byte)']');
    }

    private void AppendPart(ReadOnlySpan<byte> name, EventPart part)
    {
        value.Clear();
        normalizer.Append(part, value);
        json.Text(name, value.Written);
    }

    private void AppendDigits(in IndexedRecord record, ReadOnlySpan<byte> name, ReadOnlySpan<byte> field)
    {
        if (record.TryGetField(field, out var digits) && !digits.SequenceEqual("4294967295"u8)) json.Digits(name, digits);
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
