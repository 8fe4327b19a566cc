using Auspex.Records;
using Auspex.Tables;

namespace Auspex.Search.Expressions;

/// <summary>The record's type compared, by number.</summary>
internal sealed class TypeComparison : Condition
{
    public TypeComparison(ComparisonOperator comparison, RecordType type)
    {
        Comparison = comparison;
        Type = type;
    }

    /// <summary>How.</summary>
    public ComparisonOperator Comparison { get; }

    /// <summary>With what.</summary>
    public RecordType Type { get; }

    /// <inheritdoc/>
    public override bool Holds(in RecordView record, Evaluation evaluation) => Comparison.Holds(((int)record.Type).CompareTo((int)Type));
}
