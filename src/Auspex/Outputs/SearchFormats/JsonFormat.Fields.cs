using Auspex.Interpretation;
using Auspex.Records;
using Auspex.Tables;

namespace Auspex.Outputs.SearchFormats;

public sealed partial class JsonFormat
{
    /// <summary>Adds the fields; gathers the text between them.</summary>
    private void AppendFields(in RecordView record)
    {
        names.Clear();
        text.Clear();
        var context = RecordContext.From(record);
        var free = new FreeText(record.Body, text);
        var isFirst = true;
        var isListed = false; // old daemons: (hostname=?, addr=?, terminal=cron res=success)
        foreach (var field in new FieldReader(record.Body))
        {
            free.TakeUntil(field.Range.NameStart);
            var isMessage = field.Range.IsMessage(record.Body);
            free.Position = isMessage ? field.Range.ValueStart + 1 : field.Range.ValueEnd;
            if (isMessage) continue; // what it encloses comes next, field by field
            if (!isFirst) line.Append((byte)',');
            isFirst = false;
            var mark = field.Name.Length > 1 && field.Name[0] == (byte)'(' ? 1 : 0;
            isListed |= mark > 0;
            AppendName(field.Name[mark..], names.Count(record.Body, field.Range.NameStart + mark, field.Range.NameLength - mark));
            AppendValue(context, field.Name[mark..], isListed ? FieldValue.TrimMarks(field.Value) : field.Value);
        }

        free.TakeUntil(record.Body.Length);
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

    private void AppendValue(in RecordContext context, ReadOnlySpan<byte> name, ReadOnlySpan<byte> raw)
    {
        AppendString("{\"raw\":"u8, raw, ",\"raw_hex\":"u8);
        value.Clear();
        var type = interpreter.Interpret(context, name, raw, value);
        AppendString(",\"value\":"u8, type == FieldType.Unclassified ? FieldValue.Unquote(raw) : value.Written, ",\"value_hex\":"u8);
        line.Append((byte)'}');
    }

    /// <summary>Adds the keys of the rule one by one.</summary>
    private void AppendKeys(ReadOnlySpan<byte> keys)
    {
        line.Append(",\"keys\":["u8);
        var isFirst = true;
        foreach (var key in new KeyReader(keys, keyRoom))
        {
            if (!isFirst) line.Append((byte)',');
            _ = JsonText.Append(line, key); // the bytes stand in the field as well
            isFirst = false;
        }

        line.Append((byte)']');
    }
}
