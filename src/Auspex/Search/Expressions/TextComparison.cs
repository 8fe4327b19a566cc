using Auspex.Records;

namespace Auspex.Search.Expressions;

/// <summary>A field compared as text: as recorded, or as ausearch -i shows it.</summary>
internal sealed class TextComparison : Condition
{
    private readonly byte[] name;
    private readonly byte[] value;

    public TextComparison(byte[] name, ComparisonOperator comparison, byte[] value)
    {
        this.name = name;
        Comparison = comparison;
        this.value = value;
        if (name.AsSpan().SequenceEqual("seperms"u8)) value.AsSpan().Replace((byte)',', (byte)' '); // the library joins by commas what SELinux writes with spaces
    }

    /// <summary>The field's name.</summary>
    public ReadOnlyMemory<byte> Field => name;

    /// <summary>How.</summary>
    public ComparisonOperator Comparison { get; }

    /// <summary>With what.</summary>
    public ReadOnlyMemory<byte> Value => value;

    private bool IsRaw => Comparison is ComparisonOperator.RawEqual or ComparisonOperator.RawUnequal;

    private bool WantsEqual => Comparison is ComparisonOperator.RawEqual or ComparisonOperator.InterpretedEqual;

    /// <inheritdoc/>
    public override bool Holds(in RecordView record, Evaluation evaluation)
    {
        if (!RecordFields.TryFind(record, name, out var raw)) return false;
        var isEqual = name.AsSpan().SequenceEqual("key"u8) ? evaluation.HasKey(raw, value, IsRaw)
            : IsRaw ? raw.SequenceEqual(value)
            : evaluation.Interpret(record, name, raw).SequenceEqual(value);
        return isEqual == WantsEqual;
    }
}
