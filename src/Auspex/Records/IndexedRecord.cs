using Auspex.Tables;

namespace Auspex.Records;

/// <summary>A record with all its fields found in one pass: for those who ask for many. It owns nothing.</summary>
internal readonly ref struct IndexedRecord
{
    private readonly FieldIndex fields;

    /// <summary>Finds the fields of <paramref name="record"/>.</summary>
    /// <param name="record">The record.</param>
    /// <param name="fields">Takes their places; this one is valid until it is filled again.</param>
    internal IndexedRecord(scoped in RecordView record, FieldIndex fields)
    {
        this.fields = fields;
        Type = record.Type;
        Body = record.Body;
        Enrichment = record.Enrichment;
        fields.Fill(Body);
    }

    /// <summary>Its type.</summary>
    internal RecordType Type { get; }

    /// <summary>As <see cref="RecordView.Body"/>.</summary>
    internal ReadOnlySpan<byte> Body { get; }

    /// <summary>As <see cref="RecordView.Enrichment"/>.</summary>
    internal ReadOnlySpan<byte> Enrichment { get; }

    /// <summary>Where the fields lie in <see cref="Body"/>, in order.</summary>
    internal ReadOnlySpan<FieldRange> Fields => fields.Ranges;

    /// <summary>How many of them did not fit, see <see cref="FieldIndex.MaxFields"/>.</summary>
    internal int Dropped => fields.Dropped;

    /// <summary>The first field called <paramref name="name"/>, as written.</summary>
    internal bool TryGetField(ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value) => fields.TryGet(Body, name, out value);
}
