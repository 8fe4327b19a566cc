using Auspex.Interpretation;
using Auspex.Normalization;
using Auspex.Records;
using Auspex.Search;
using Auspex.Tables;
using Auspex.Text;

namespace Auspex.Outputs.SearchFormats;

/// <summary>One event a line in the Elastic Common Schema: <c>ausearch --format ecs</c>, and the daemon's output of that name.</summary>
/// <remarks>
/// What ECS has no field for stands under <c>auditd</c>, as auditbeat has it, so that rules and dashboards made for it apply. The fields are
/// listed in docs/ecs.md. Bytes that are no UTF-8 become U+FFFD. Source: ECS 8.11 field reference; RFC 8259.
/// </remarks>
internal sealed partial class EcsFormat : IEventFormat
{
    private readonly Interpreter interpreter;
    private readonly EventNormalizer normalizer;
    private readonly LineBuffer line = new();
    private readonly JsonWriter json;
    private readonly CommandLineReader arguments = new();
    private readonly PathOrder paths = new();
    private readonly EcsEndpoints endpoints;
    private readonly ByteBuffer value = new();
    private readonly RecordFields other = new(); // than the main record
    private readonly byte[] keyRoom = new byte[KeyReader.MaxBytes];

    /// <summary>A format for one thread.</summary>
    /// <param name="names">Names of users and groups where the record carries none.</param>
    /// <param name="ids">Tells what kind of account a name is.</param>
    public EcsFormat(IUserNames names, IUserIds ids)
    {
        interpreter = new Interpreter(names, EscapeMode.Raw);
        normalizer = new EventNormalizer(interpreter, ids);
        json = new JsonWriter(line);
        endpoints = new EcsEndpoints(json);
    }

    /// <inheritdoc/>
    public void AppendHeader(ByteBuffer output)
    {
    }

    /// <inheritdoc/>
    public void Append(LogEvent e, ByteBuffer output, ByteBuffer messages)
    {
        ArgumentNullException.ThrowIfNull(e);
        ArgumentNullException.ThrowIfNull(output);
        line.Clear();
        arguments.Read(e);
        paths.Read(e);
        var isNormal = normalizer.TryNormalize(e);
        var mainRecord = Math.Max(Find(e, RecordType.Syscall), 0); // says who and how: the system call, else the first
        var main = normalizer.Main;
        json.Begin();
        json.Time("@timestamp"u8, e.Stamp.Milliseconds);
        json.Optional("ecs"u8);
        json.Text("version"u8, "8.11.0"u8);
        json.Close();
        AppendEvent(e, main, isNormal);
        json.Optional("host"u8);
        json.Known("name"u8, e.Node);
        json.Close();
        AppendUser(main);
        if (EcsWords.IsGroup(main.Type)) AppendGroup(main);
        AppendProcess(e, main);
        AppendObject(e, isNormal);
        AppendTags(main);
        AppendDetails(e, mainRecord, main, isNormal);
        AppendAddresses(e);
        json.EndLine();
        output.Append(line.Written);
    }

    private static int Find(LogEvent e, RecordType type)
    {
        for (var i = 0; i < e.Count; i++)
        {
            if (e.Spots[i].Type == type) return i;
        }

        return -1;
    }

    private void AppendEvent(LogEvent e, RecordFields main, bool isNormal)
    {
        json.Optional("event"u8);
        json.Text("kind"u8, normalizer.Kind == EventKind.Anomaly ? "alert"u8 : "event"u8);
        json.Text("module"u8, "auditd"u8);
        json.Text("dataset"u8, "auditd.log"u8);
        value.Clear();
        value.AppendDecimal(e.Stamp.Serial);
        json.Digits("sequence"u8, value.Written);
        var kind = EcsWords.Of(normalizer, main.Type, e.Has(RecordType.LandlockAccess), isNormal);
        if (isNormal) json.Known("action"u8, EventWords.Action(normalizer));
        if (!kind.Category.IsEmpty)
        {
            json.List("category"u8);
            line.Append(kind.Category);
            json.Close();
            json.List("type"u8);
            line.Append(kind.Type);
            json.Close();
        }

        json.Text("outcome"u8, normalizer.Result switch
        {
            EventResult.Success => "success"u8,
            EventResult.Failed => "failure"u8,
            _ => "unknown"u8,
        });
        json.Close();
    }

    private void AppendUser(RecordFields main)
    {
        json.Optional("user"u8);
        AppendId(main, KnownField.Uid);
        AppendWho(main, "audit"u8, KnownField.Auid);
        AppendWho(main, "effective"u8, KnownField.Euid);
        AppendWho(main, "saved"u8, KnownField.Suid);
        AppendWho(main, "filesystem"u8, KnownField.Fsuid);
        AppendWho(main, "group"u8, KnownField.Gid);
        json.Optional("target"u8);
        AppendTarget(main);
        json.Close();
        json.Close();
    }

    /// <summary>The account that a program spoke of, by name and, where accounts are made and changed, by number.</summary>
    private void AppendTarget(RecordFields main)
    {
        var isGroup = EcsWords.IsGroup(main.Type);
        var id = main.Raw(KnownField.Id);
        var hasNumber = IsId(id) && !isGroup && EcsWords.IsAbout(normalizer.Kind, main.Type);
        if (hasNumber) json.Known("id"u8, FieldValue.TrimMarks(id));
        if (main.Has(KnownField.Acct) && (!isGroup || main.Has(KnownField.Grp))) json.Known("name"u8, Meaning(main, KnownField.Acct));
        else if (hasNumber) AppendName(main, KnownField.Id);
    }

    /// <summary>The group that a program spoke of; programs that know no <c>grp=</c> name it as they would an account.</summary>
    private void AppendGroup(RecordFields main)
    {
        json.Optional("group"u8);
        var id = main.Raw(KnownField.Id);
        var hasNumber = IsId(id);
        if (hasNumber) json.Known("id"u8, FieldValue.TrimMarks(id));
        if (main.Has(KnownField.Grp)) json.Known("name"u8, Meaning(main, KnownField.Grp));
        else if (main.Has(KnownField.Acct)) json.Known("name"u8, Meaning(main, KnownField.Acct));
        else if (hasNumber) AppendName(main, KnownField.Id);
        json.Close();
    }

    private void AppendWho(RecordFields main, ReadOnlySpan<byte> part, KnownField field)
    {
        json.Optional(part);
        AppendId(main, field);
        json.Close();
    }

    private void AppendId(RecordFields main, KnownField field)
    {
        var id = main.Raw(field);
        if (id.IsEmpty || id.SequenceEqual("4294967295"u8)) return;
        if (IsId(id)) json.Known("id"u8, FieldValue.TrimMarks(id));
        AppendName(main, field);
    }

    private void AppendName(RecordFields record, KnownField field)
    {
        var name = Meaning(record, field);
        if (!name.StartsWith("unknown("u8)) json.Known("name"u8, name);
    }

    /// <summary>A word where an id should be is a name: some programs write <c>uid=alice</c>.</summary>
    private static bool IsId(ReadOnlySpan<byte> value) => CNumber.TryParseUnsigned(value, 10, out _);

    private void AppendTags(RecordFields main)
    {
        var isFirst = true;
        foreach (var key in new KeyReader(main.Raw(KnownField.Key), keyRoom))
        {
            if (isFirst) json.List("tags"u8);
            isFirst = false;
            _ = json.Value(key);
        }

        if (!isFirst) json.Close();
    }

    /// <summary>What the field's value means; valid until the next call.</summary>
    private ReadOnlySpan<byte> Meaning(RecordFields record, KnownField field) => Meaning(record.Context(field), field, record.Raw(field));

    private ReadOnlySpan<byte> Meaning(scoped in RecordContext context, KnownField field, ReadOnlySpan<byte> raw)
    {
        value.Clear();
        var type = interpreter.Interpret(context, KnownFields.Text(field), raw, value);
        return type == FieldType.Unclassified ? FieldValue.Unquote(raw) : value.Written;
    }
}
