using Auspex.Interpretation;
using Auspex.Records;
using Auspex.Tables;

namespace Auspex.Outputs.SearchFormats;

internal sealed partial class JsonFormat
{
    /// <summary>Adds the fields; gathers the text between them.</summary>
    private void AppendFields(in RecordView record)
    {
        names.Clear();
        text.Clear();
        keys = default;
        isListed = false;
        fields.Fill(record.Body);
        var context = RecordContext.From(record, fields);
        var free = new FreeText(record.Body, text);
        foreach (ref readonly var range in fields.Ranges) AppendField(context, range, ref free);
        if (fields.Dropped > 0)
        {
            var known = fields.Count;
            foreach (var field in new FieldReader(record.Body))
            {
                if (--known < 0) AppendField(context, field.Range, ref free);
            }
        }

        free.TakeUntil(record.Body.Length);
    }

    private void AppendField(scoped in RecordContext context, FieldRange field, scoped ref FreeText free)
    {
        var body = context.Body;
        free.TakeUntil(field.NameStart);
        var isMessage = field.IsMessage(body);
        free.Position = isMessage ? field.ValueStart + 1 : field.ValueEnd;
        if (isMessage) return; // what it encloses comes next, field by field
        json.Next();
        var name = field.Name(body);
        var mark = name.Length > 1 && name[0] == (byte)'(' ? 1 : 0;
        isListed |= mark > 0;
        var times = names.Count(body, field.NameStart + mark, field.NameLength - mark);
        if (times == 1 && name.SequenceEqual("key"u8)) keys = field;
        var value = field.Value(body);
        var mayComeAgain = times == 1 && !isListed && !context.MayBeEnriched(name);
        if (mayComeAgain && memory.TryGet(context.Type, body[field.NameStart..field.ValueEnd], out var look))
        {
            line.Append(look);
            return;
        }

        var start = line.Length;
        AppendName(name[mark..], times);
        var type = AppendValue(context, name[mark..], isListed ? FieldValue.TrimMarks(value) : value);
        if (mayComeAgain && Interpreter.IsSelfContained(type)) memory.Keep(context.Type, body[field.NameStart..field.ValueEnd], line.From(start));
    }

    /// <summary>The name is the key. Bytes of it that are no UTF-8 are U+FFFD, and nowhere else: no program writes such names.</summary>
    private void AppendName(ReadOnlySpan<byte> name, int times)
    {
        _ = JsonText.Append(line, name);
        if (times > 1)
        {
            line.Cut(line.Length - 1);
            line.Append((byte)'#');
            line.AppendNumber(times);
            line.Append((byte)'"');
        }

        line.Append((byte)':');
    }

    private FieldType AppendValue(in RecordContext context, ReadOnlySpan<byte> name, ReadOnlySpan<byte> raw)
    {
        json.Object();
        json.Bytes("raw"u8, raw);
        value.Clear();
        var type = interpreter.Interpret(context, name, raw, value);
        json.Bytes("value"u8, type == FieldType.Unclassified ? FieldValue.Unquote(raw) : value.Written);
        json.Close();
        return type;
    }

    /// <summary>Adds the keys of the rule one by one.</summary>
    private void AppendKeys(ReadOnlySpan<byte> keys)
    {
        json.List("keys"u8);
        foreach (var key in new KeyReader(keys, keyRoom)) _ = json.Value(key); // the bytes stand in the field as well
        json.Close();
    }
}
