using Auspex.Records;
using Auspex.Search.Extraction;

namespace Auspex.Search.Expressions;

/// <summary>A user or group compared as a number; <see cref="FieldValue.UnsetId"/> is the greatest.</summary>
internal sealed class IdComparison : Condition
{
    private readonly byte[] name;

    public IdComparison(byte[] name, ComparisonOperator comparison, uint id)
    {
        this.name = name;
        Comparison = comparison;
        Id = id;
    }

    /// <summary>The field's name.</summary>
    public ReadOnlyMemory<byte> Field => name;

    /// <summary>How.</summary>
    public ComparisonOperator Comparison { get; }

    /// <summary>With what.</summary>
    public uint Id { get; }

    /// <inheritdoc/>
    public override bool Holds(in RecordView record, Evaluation evaluation) =>
        RecordFields.TryFind(record, name, out var value) && FactValues.TryId(value, out var found) && Comparison.Holds(found.CompareTo(Id));
}
