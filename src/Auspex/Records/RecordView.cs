using System.Text;
using Auspex.Tables;

namespace Auspex.Records;

/// <summary>One record: a line of an audit log, or one message from the kernel. It owns nothing: the bytes are the reader's.</summary>
/// <remarks>
/// <c>[node=NAME ]type=TYPE msg=audit(SEC.MMM:SERIAL): BODY[0x1D ENRICHMENT]</c>. Source: auditd.conf(5), log_format.
/// </remarks>
public ref struct RecordView
{
    /// <summary>The byte between a record's own text and what auditd's ENRICHED format appended.</summary>
    public const byte EnrichmentSeparator = 0x1D;

    // RecordReader writes these in the caller's variable, one by one. Made as a value and then copied, the view cost 22 of a
    // record's 45 ns: the copy loads 32 bytes at once where 8 have just been stored, and so waits for the stores.
    internal ReadOnlySpan<byte> line;
    internal ReadOnlySpan<byte> node;
    internal ReadOnlySpan<byte> typeName;
    internal ReadOnlySpan<byte> body;
    internal ReadOnlySpan<byte> enrichment;
    internal EventStamp stamp;
    internal RecordType type;
    internal RecordError error;

    /// <summary>The whole line without its end; empty for a message from the kernel.</summary>
    public ReadOnlySpan<byte> Line { readonly get => line; init => line = value; }

    /// <summary>The name after <c>node=</c>, or empty.</summary>
    public ReadOnlySpan<byte> Node { readonly get => node; init => node = value; }

    /// <summary>The type as written, such as <c>SYSCALL</c> or <c>UNKNOWN[1399]</c>; empty for a message from the kernel.</summary>
    public ReadOnlySpan<byte> TypeName { readonly get => typeName; init => typeName = value; }

    /// <summary>The type, or <see cref="RecordType.Unknown"/>.</summary>
    public RecordType Type { readonly get => type; init => type = value; }

    /// <summary>Time and serial: with the node, the identity of the event the record belongs to.</summary>
    public EventStamp Stamp { readonly get => stamp; init => stamp = value; }

    /// <summary>The text after <c>): </c> up to the enrichment: fields, and free text between them.</summary>
    public ReadOnlySpan<byte> Body { readonly get => body; init => body = value; }

    /// <summary>What ENRICHED appended, without the separator; empty when there is none.</summary>
    public ReadOnlySpan<byte> Enrichment { readonly get => enrichment; init => enrichment = value; }

    /// <summary>Why the line is not a whole record; then only <see cref="Line"/> is meaningful.</summary>
    public RecordError Error { readonly get => error; init => error = value; }

    /// <summary>The first field called <paramref name="name"/>: its raw value, quotes and hexadecimal kept.</summary>
    /// <remarks>A scan from the start: for one field of a record. For many, fill a <see cref="FieldIndex"/> once.</remarks>
    public readonly bool TryGetField(ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        foreach (var field in new FieldReader(Body))
        {
            if (!field.Name.SequenceEqual(name)) continue;
            value = field.Value;
            return true;
        }

        value = default;
        return false;
    }

    /// <summary>What the writing machine made of the field <paramref name="name"/>: a user's name, the name of a system call.</summary>
    /// <param name="name">The field's name in the body, in lower case.</param>
    /// <param name="value">
    /// The raw value, quotes and hexadecimal kept; of <c>saddr</c> all from <c>{</c> to <c>}</c>. It was forged as easily as the body.
    /// </param>
    /// <remarks>Source: auditd.conf(5), log_format; spec 4.5.</remarks>
    public readonly bool TryGetEnriched(ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        foreach (var field in new FieldReader(Enrichment))
        {
            if (!Ascii.EqualsIgnoreCase(field.Name, name)) continue;
            value = field.Value.StartsWith("{"u8) ? Braced(Enrichment[field.Range.ValueStart..]) : field.Value;
            return true;
        }

        value = default;
        return false;
    }

    private static ReadOnlySpan<byte> Braced(ReadOnlySpan<byte> text)
    {
        var close = text.LastIndexOf((byte)'}');
        return close < 0 ? text : text[..(close + 1)];
    }
}
