using Auspex.Interpretation;
using Auspex.Records;
using Auspex.Search;
using Auspex.Tables;
using Auspex.Text;

namespace Auspex.Normalization;

/// <summary>One record with the fields that the normaliser asks for, found in one pass. Read it again for the next record.</summary>
/// <remarks>
/// It keeps a copy of the record, so that what it says stays valid when the log's bytes move on; copying costs less than one search
/// through the line. A field is found wherever in the record it stands; of equal names the first counts, and one without a value does
/// not (docs/differences.md, field-order). Values lose what old programs put behind them: <c>: , ' )</c>, one of each. Source: spec 9.2.
/// </remarks>
internal sealed class RecordFields
{
    private readonly FieldIndex index = new();
    private readonly ByteBuffer text = new(1024);
    private readonly int[] places = new int[KnownFields.Count];
    private KnownField[] known = new KnownField[64]; // of each field
    private ulong unenriched;
    private int bodyLength;
    private int enrichmentLength;

    /// <summary>The record's type.</summary>
    public RecordType Type { get; private set; }

    /// <summary>The record's fields, as <see cref="LogRecord.Body"/>.</summary>
    public ReadOnlySpan<byte> Body => text.Written[..bodyLength];

    private ReadOnlySpan<byte> Enrichment => text.Written.Slice(bodyLength, enrichmentLength);

    /// <summary>Takes in <paramref name="record"/>.</summary>
    public void Read(in LogRecord record)
    {
        Type = record.Type;
        text.Clear();
        var body = record.Body;
        text.Append(body);
        text.Append(record.Enrichment);
        bodyLength = body.Length;
        enrichmentLength = text.Length - bodyLength;
        unenriched = ~new EnrichmentReader(Enrichment).Bits();
        index.Fill(Body);
        places.AsSpan().Clear();
        if (known.Length < index.Count) Array.Resize(ref known, Math.Max(index.Count, known.Length * 2));
        for (var i = 0; i < index.Count; i++) Place(i);
    }

    /// <summary>How many fields it has, known or not.</summary>
    public int Count => index.Count;

    /// <summary>What the field at <paramref name="place"/> is.</summary>
    public KnownField this[int place] => known[place];

    /// <summary>Its value, as written.</summary>
    public ReadOnlySpan<byte> ValueAt(int place) => index.Ranges[place].Value(Body);

    /// <summary>True when the record has the field, with a value.</summary>
    public bool Has(KnownField name) => places[(int)name] != 0;

    /// <summary>The value as written; empty when the record has no such field.</summary>
    public ReadOnlySpan<byte> Raw(KnownField name) => places[(int)name] is > 0 and var place ? ValueAt(place - 1) : default;

    /// <summary>The value without the marks behind it, quotes and hexadecimal kept; empty when the record has no such field.</summary>
    public ReadOnlySpan<byte> Value(KnownField name) => places[(int)name] is > 0 and var place ? Trim(ValueAt(place - 1)) : default;

    /// <summary>What the value of a field depends on besides the value.</summary>
    /// <param name="name">The field; only calls and their arguments depend on the call.</param>
    /// <param name="cwd">The event's working directory.</param>
    public RecordContext Context(KnownField name, ReadOnlySpan<byte> cwd = default)
    {
        var isCall = Type is RecordType.Syscall or RecordType.Seccomp && name is KnownField.Syscall or (>= KnownField.A0 and <= KnownField.A3);
        if (!isCall) return new RecordContext { Type = Type, Body = Body, Enrichment = Enrichment, Unenriched = unenriched, Syscall = -1, Cwd = cwd };
        var hasNumber = CNumber.TryParseUnsigned(Value(KnownField.Syscall), 10, out var number) && number <= int.MaxValue && Has(KnownField.Syscall);
        return new RecordContext
        {
            Type = Type,
            Body = Body,
            Enrichment = Enrichment,
            Unenriched = unenriched,
            Machine = RecordContext.MachineOf(Value(KnownField.Arch)),
            Syscall = hasNumber ? (int)number : -1,
            A0 = Argument(KnownField.A0),
            A1 = Argument(KnownField.A1),
        };
    }

    private ulong Argument(KnownField name) => CNumber.TryParseUnsigned(Value(name), 16, out var value) ? value : ulong.MaxValue;

    private void Place(int place)
    {
        var range = index.Ranges[place];
        var field = known[place] = KnownFields.FindListed(range.Name(Body));
        if (field != KnownField.None && places[(int)field] == 0 && range.ValueLength > 0) places[(int)field] = place + 1;
    }

    private static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> value)
    {
        if (value[^1] is not ((byte)':' or (byte)',' or (byte)'\'' or (byte)')')) return value;
        if (value is [.. var noColon, (byte)':']) value = noColon;
        if (value is [.. var noComma, (byte)',']) value = noComma;
        if (value is [.. var noQuote, (byte)'\'']) value = noQuote;
        if (value is [.. var noParenthesis, (byte)')'] && !value.SequenceEqual("(null)"u8) && !value.SequenceEqual("(none)"u8)) value = noParenthesis;
        return value;
    }
}
