using Auspex.Interpretation;
using Auspex.Records;
using Auspex.Search.Extraction;
using Auspex.Tables;
using Auspex.Text;

namespace Auspex.Daemon.Plugins;

/// <summary>Writes one record with the meaning of its values, as audisp-syslog's <c>interpret</c> does. Belongs to one thread.</summary>
/// <remarks>
/// <code>
/// text  = [ "node=" NAME " " ] "type=" NAME " msg=audit(" %x " " %T ") : " *( name "=" meaning " " )
/// </code>
/// Source: spec 8.4, 9.2.
/// </remarks>
internal sealed class InterpretedLine
{
    /// <summary>The longest text.</summary>
    public const int MaxBytes = 8970;

    private readonly Interpreter interpreter;
    private readonly TimeText time;
    private readonly ByteBuffer meaning = new(1024);

    /// <summary>A writer of lines.</summary>
    /// <param name="names">Names of users, where the record does not carry them.</param>
    /// <param name="zone">The machine's time zone.</param>
    public InterpretedLine(IUserNames names, TimeZoneInfo zone)
    {
        interpreter = new Interpreter(names);
        time = new TimeText(TimeText.DateAndTime, zone);
    }

    /// <summary>Adds the text of <paramref name="record"/>.</summary>
    /// <returns>False when there is none: it is no record, or has no fields.</returns>
    public bool TryAppend(in RecordView record, ByteBuffer output)
    {
        ArgumentNullException.ThrowIfNull(output);
        if (record.Error != RecordError.None) return false;
        var start = output.Length;
        if (!record.Node.IsEmpty)
        {
            output.Append("node="u8);
            output.Append(record.Node);
            output.Append((byte)' ');
        }

        output.Append("type="u8);
        output.Append(record.TypeName);
        output.Append(" msg=audit("u8);
        time.Append(record.Stamp.Seconds, output);
        output.Append(") : "u8);
        var fields = output.Length;
        AppendFields(record, output);
        var isText = output.Length > fields;
        output.Truncate(isText ? Math.Min(output.Length, start + MaxBytes) : start);
        return isText;
    }

    private void AppendFields(in RecordView record, ByteBuffer output)
    {
        if (record.Type == RecordType.Avc && FreeText.TryReadVerdict(record.Body, out var granted, out var permissions))
        {
            AppendField("seresult"u8, granted ? "granted"u8 : "denied"u8, output);
            output.Append("seperms="u8);
            var from = output.Length;
            output.Append(permissions);
            output.From(from).Replace((byte)' ', (byte)',');
            output.Append((byte)' ');
        }

        var context = RecordContext.From(record);
        foreach (var field in new FieldReader(record.Body))
        {
            var name = field.Name;
            if (name[0] == (byte)'(') name = name[1..];
            var value = FactValues.Trim(field.Value);
            if (name.IsEmpty || value.IsEmpty || (value[0] == (byte)'\'' && name.SequenceEqual("msg"u8))) continue; // its fields follow
            meaning.Clear();
            switch (interpreter.Interpret(context, name, value, meaning))
            {
                case FieldType.EscapedKey:
                    AppendKeys(name, meaning.Written, output);
                    break;
                case FieldType.SockAddr:
                    AppendField(name, AddressOf(meaning.Written), output);
                    break;
                default:
                    AppendField(name, meaning.Written, output);
                    break;
            }
        }
    }

    private static void AppendField(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value, ByteBuffer output)
    {
        output.Append(name);
        output.Append((byte)'=');
        output.Append(value);
        output.Append((byte)' ');
    }

    private static void AppendKeys(ReadOnlySpan<byte> name, ReadOnlySpan<byte> keys, ByteBuffer output)
    {
        while (true)
        {
            var end = keys.IndexOf(KeyReader.Separator);
            AppendField(name, end < 0 ? keys : keys[..end], output);
            if (end < 0) return;
            keys = keys[(end + 1)..];
        }
    }

    /// <summary>The address of <c>{ saddr_fam=inet laddr=192.0.2.1 lport=443 }</c>; where there is none, the family.</summary>
    private static ReadOnlySpan<byte> AddressOf(ReadOnlySpan<byte> text)
    {
        var address = Behind("laddr="u8, text);
        if (address.IsEmpty) address = Behind("fam="u8, text);
        return address.IsEmpty ? text : address;
    }

    private static ReadOnlySpan<byte> Behind(ReadOnlySpan<byte> mark, ReadOnlySpan<byte> text)
    {
        var start = text.IndexOf(mark);
        if (start < 0) return default;
        text = text[(start + mark.Length)..];
        var end = text.IndexOf((byte)' ');
        return end < 0 ? text : text[..end];
    }
}
