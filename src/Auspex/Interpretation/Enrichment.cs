using Auspex.Records;
using Auspex.Tables;
using Auspex.Text;

namespace Auspex.Interpretation;

/// <summary>
/// Writes what <c>log_format = ENRICHED</c> appends to a record, so that another machine can read it.
/// </summary>
/// <remarks>
/// <code>
/// enrichment = item { " " item } | "SADDR={ … }"
/// item       = NAME "=" ( '"' name '"' | hex )     users and groups
///            | NAME "=" word                       system call and machine
/// </code>
/// In the order of the record, names in upper case. Nothing is written for what is not known. Source: auditd.conf(5),
/// spec 4.5.
/// </remarks>
internal sealed class Enrichment
{
    private readonly IUserNames names;
    private readonly Interpreter interpreter;
    private readonly ByteBuffer value = new(256);

    /// <summary>A writer that knows the users of one machine. Belongs to one thread at a time.</summary>
    public Enrichment(IUserNames names)
    {
        ArgumentNullException.ThrowIfNull(names);
        this.names = names;
        interpreter = new Interpreter(names, EscapeMode.Raw);
    }

    /// <summary>Adds the enrichment of <paramref name="record"/>, without the separator 0x1D.</summary>
    /// <returns>False when there is nothing to add.</returns>
    public bool Append(in RecordView record, ByteBuffer output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var context = RecordContext.From(record with { Enrichment = default });
        var start = output.Length;
        foreach (var field in new FieldReader(record.Body))
        {
            var type = FieldTyping.Resolve(record.Type, field.Name, field.Value);
            if (type == FieldType.SockAddr)
            {
                AppendAddress(context, field, output, start);
                return true;
            }

            if (type is not (FieldType.Uid or FieldType.Gid or FieldType.Syscall or FieldType.Arch)) continue;
            value.Clear();
            AppendValue(type, context, field);
            if (value.Length == 0) continue;
            if (output.Length > start) output.Append((byte)' ');
            AppendName(field.Name, output);
            output.Append(value.Written);
        }

        return output.Length > start;
    }

    /// <summary>A socket address stands alone: its value has spaces, and readers take all of it.</summary>
    private void AppendAddress(in RecordContext context, FieldView field, ByteBuffer output, int start)
    {
        output.Truncate(start);
        AppendName(field.Name, output);
        var from = output.Length;
        interpreter.Interpret(FieldType.SockAddr, context, field.Name, field.Value, output);
        Escaping.Apply(output, from, EscapeMode.Tty); // no line end of a hostile path may split the record
    }

    private void AppendValue(FieldType type, in RecordContext context, FieldView field)
    {
        if (type is FieldType.Syscall or FieldType.Arch)
        {
            interpreter.Interpret(type, context, field.Name, field.Value, value);
            // What has no name stays unsaid: the reader would take the number for a name.
            if (value.Written.SequenceEqual(field.Value) || value.Written.IndexOf((byte)' ') >= 0) value.Clear();
            return;
        }

        // A word is nobody's number: read as C reads it, it would be root's.
        if (!DecimalText.TryParse(field.Value, out long id) || id is < int.MinValue or > uint.MaxValue) return;
        value.Append((byte)'"');
        if (type == FieldType.Uid) Identity.AppendUser(unchecked((uint)id), names, value);
        else Identity.AppendGroup(unchecked((uint)id), names, value);
        if (value.Written[1..].IndexOfAnyExceptInRange((byte)'!', (byte)'~') >= 0
            || value.Written[1..].Contains((byte)'"'))
        {
            ToHex();
        }
        else
        {
            value.Append((byte)'"');
        }
    }

    /// <summary>
    /// Names with spaces, quotes, control characters or bytes beyond ASCII are written as hexadecimal.
    /// </summary>
    private void ToHex()
    {
        var length = value.Length - 1;
        _ = value.GetSpan(length);
        value.Advance(length);
        var text = value.From(0);
        for (var i = length - 1; i >= 0; i--)
        {
            // From the end, so that no byte is overwritten before it is read: byte i lies at i + 1 and goes to 2i and
            // 2i + 1.
            var c = text[i + 1];
            text[(2 * i) + 1] = "0123456789ABCDEF"u8[c & 15];
            text[2 * i] = "0123456789ABCDEF"u8[c >> 4];
        }

        value.Truncate(2 * length);
    }

    private static void AppendName(ReadOnlySpan<byte> name, ByteBuffer output)
    {
        foreach (var c in name) output.Append(c is >= (byte)'a' and <= (byte)'z' ? (byte)(c - 0x20) : c);
        output.Append((byte)'=');
    }
}
