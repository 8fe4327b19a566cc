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

    // Not readonly, so that RecordReader can write them in the caller's variable. Made as a value and copied there, a view cost 11 of
    // the 109 ns that a record and its fields take: the copy loads 32 bytes where 8 and 4 were just stored, and waits for them.
    internal ReadOnlySpan<byte> lineText;
    internal ReadOnlySpan<byte> nodeText;
    internal ReadOnlySpan<byte> typeText;
    internal ReadOnlySpan<byte> bodyText;
    internal ReadOnlySpan<byte> enrichmentText;
    internal EventStamp eventStamp;
    internal int stampAt;
    internal int stampBehind;
    internal RecordType recordType;
    internal RecordError recordError;

    /// <summary>The whole line without its end; empty for a message from the kernel.</summary>
    public ReadOnlySpan<byte> Line
    {
        readonly get => lineText;
        init => lineText = value;
    }

    /// <summary>The name after <c>node=</c>, or empty.</summary>
    public ReadOnlySpan<byte> Node
    {
        readonly get => nodeText;
        init => nodeText = value;
    }

    /// <summary>The type as written, such as <c>SYSCALL</c> or <c>UNKNOWN[1399]</c>; empty for a message from the kernel.</summary>
    public ReadOnlySpan<byte> TypeName
    {
        readonly get => typeText;
        init => typeText = value;
    }

    /// <summary>The type, or <see cref="RecordType.Unknown"/>.</summary>
    public RecordType Type
    {
        readonly get => recordType;
        init => recordType = value;
    }

    /// <summary>Time and serial: with the node, the identity of the event the record belongs to.</summary>
    public EventStamp Stamp
    {
        readonly get => eventStamp;
        init => eventStamp = value;
    }

    /// <summary>Where in <see cref="Line"/> the stamp, <c>audit(</c> and so on, begins: only where <see cref="RecordReader"/> took the line apart.</summary>
    internal readonly int StampStart => stampAt;

    /// <summary>Where in <see cref="Line"/> it ends, behind the closing parenthesis.</summary>
    public int StampEnd
    {
        readonly get => stampBehind;
        init => stampBehind = value;
    }

    /// <summary>The text after <c>): </c> up to the enrichment: fields, and free text between them.</summary>
    public ReadOnlySpan<byte> Body
    {
        readonly get => bodyText;
        init => bodyText = value;
    }

    /// <summary>What ENRICHED appended, without the separator; empty when there is none.</summary>
    public ReadOnlySpan<byte> Enrichment
    {
        readonly get => enrichmentText;
        init => enrichmentText = value;
    }

    /// <summary>Why the line is not a whole record; then only <see cref="Line"/> is meaningful.</summary>
    public RecordError Error
    {
        readonly get => recordError;
        init => recordError = value;
    }

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
