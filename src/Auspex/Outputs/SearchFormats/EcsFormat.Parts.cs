using Auspex.Interpretation;
using Auspex.Normalization;
using Auspex.Records;
using Auspex.Search;
using Auspex.Tables;

namespace Auspex.Outputs.SearchFormats;

public sealed partial class EcsFormat
{
    private void AppendProcess(LogEvent e, in RecordView main, in RecordContext context)
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
            for (var i = 0; i < arguments.Count; i++)
            {
                if (i > 0) line.Append((byte)',');
                _ = JsonText.Append(line, arguments[i]);
            }

            line.Append((byte)']');
            json.Name("\"args_count\":"u8);
            line.AppendNumber(arguments.Declared);
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

    private void AppendObject(LogEvent e)
    {
        if (!EcsWords.IsFile(normalizer.ObjectKind) || !normalizer.Has(EventPart.Object)) return;
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

        for (var i = 0; i < e.Count; i++)
        {
            if (e.Spots[i].Type != RecordType.Path) continue;
            var path = e.View(i);
            if (path.TryGetField("nametype"u8, out var type) && type.SequenceEqual("PARENT"u8)) continue;
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
            break;
        }

        json.Close();
    }

    /// <summary>Where a user comes from, and where a process connects to.</summary>
    private void AppendAddresses(LogEvent e)
    {
        var first = e.View(0);
        if (first.TryGetField("addr"u8, out var address) && !address.SequenceEqual("?"u8))
        {
            json.Open("\"source\":"u8);
            json.Text("\"ip\":"u8, FieldValue.Unquote(address));
            json.Close();
        }

        var socket = Find(e, RecordType.Sockaddr);
        if (socket < 0) return;
        var view = e.View(socket);
        if (!view.TryGetField("saddr"u8, out var raw)) return;
        var meaning = Meaning(RecordContext.From(view), "saddr"u8, raw);
        var host = Part(meaning, "laddr="u8);
        if (host.IsEmpty) return;
        json.Open(normalizer.Action.StartsWith("accepted"u8) ? "\"source\":"u8 : "\"destination\":"u8);
        json.Text("\"ip\":"u8, host);
        json.Digits("\"port\":"u8, Part(meaning, "lport="u8));
        json.Close();
    }

    /// <summary>What ECS has no fields for.</summary>
    private void AppendDetails(LogEvent e, in RecordView main, in RecordContext context, bool isNormal)
    {
        json.Open("\"auditd\":"u8);
        var type = RecordTypes.Name(e.FirstType);
        json.Text("\"message_type\":"u8, type.IsEmpty ? e.View(0).TypeName : type);
        AppendDigits(main, "\"session\":"u8, "ses"u8);
        if (arguments.IsCut)
        {
            json.Name("\"args_cut\":"u8);
            line.Append("true"u8);
        }

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
        AppendMeaning(main, context, "\"arch\":"u8, "arch"u8);
        AppendMeaning(main, context, "\"syscall\":"u8, "syscall"u8);
        AppendMeaning(main, context, "\"exit\":"u8, "exit"u8);
        AppendMeaning(main, context, "\"tty\":"u8, "tty"u8);
        AppendMeaning(main, context, "\"terminal\":"u8, "terminal"u8);
        AppendMeaning(main, context, "\"op\":"u8, "op"u8);
        AppendMeaning(main, context, "\"res\":"u8, "res"u8);
        AppendMeaning(main, context, "\"unit\":"u8, "unit"u8);
        json.Close();
        json.Close();
    }

    private void AppendPart(ReadOnlySpan<byte> name, EventPart part)
    {
        value.Clear();
        normalizer.Append(part, value);
        json.Text(name, value.Written);
    }

    private void AppendMeaning(in RecordView record, in RecordContext context, ReadOnlySpan<byte> name, ReadOnlySpan<byte> field)
    {
        if (record.TryGetField(field, out var raw)) json.Text(name, Meaning(context, field, raw));
    }

    private void AppendDigits(in RecordView record, ReadOnlySpan<byte> name, ReadOnlySpan<byte> field)
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
