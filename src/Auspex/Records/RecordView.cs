using System.Text;
using Auspex.Tables;

namespace Auspex.Records;

/// <summary>One record: a line of an audit log, or one message from the kernel. It owns nothing: the bytes are the reader's.</summary>
/// <remarks>
/// <c>[node=NAME ]type=TYPE msg=audit(SEC.MMM:SERIAL): BODY[0x1D ENRICHMENT]</c>. Source: auditd.conf(5), log_format.
/// </remarks>
public readonly ref struct RecordView
{
    /// <summary>The byte between a record's own text and what auditd's ENRICHED format appended.</summary>
    public const byte EnrichmentSeparator = 0x1D;

    /// <summary>The whole line without its end; empty for a message from the kernel.</summary>
    public ReadOnlySpan<byte> Line { get; init; }

    /// <summary>The name after <c>node=</c>, or empty.</summary>
    public ReadOnlySpan<byte> Node { get; init; }

    /// <summary>The type as written, such as <c>SYSCALL</c> or <c>UNKNOWN[1399]</c>; empty for a message from the kernel.</summary>
    public ReadOnlySpan<byte> TypeName { get; init; }

    /// <summary>The type, or <see cref="RecordType.Unknown"/>.</summary>
    public RecordType Type { get; init; }

    /// <summary>Time and serial: with the node, the identity of the event the record belongs to.</summary>
    public EventStamp Stamp { get; init; }

    /// <summary>The text after <c>): </c> up to the enrichment: fields, and free text between them.</summary>
    public ReadOnlySpan<byte> Body { get; init; }

    /// <summary>What ENRICHED appended, without the separator; empty when there is none.</summary>
    public ReadOnlySpan<byte> Enrichment { get; init; }

    /// <summary>Why the line is not a whole record; then only <see cref="Line"/> is meaningful.</summary>
    public RecordError Error { get; init; }

    /// <summary>The first field called <paramref name="name"/>: its raw value, quotes and hexadecimal kept.</summary>
    /// <remarks>A scan from the start: for one field of a record. For many, fill a <see cref="FieldIndex"/> once.</remarks>
    public bool TryGetField(ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
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
    public bool TryGetEnriched(ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
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
