using Auspex.Records;

namespace Auspex.Search.Expressions;

/// <summary>A condition that must not hold.</summary>
internal sealed class NotCondition : Condition
{
    private readonly Condition negated;

    public NotCondition(Condition negated) => this.negated = negated;

    /// <inheritdoc/>
    public override bool Holds(in RecordView record, Evaluation evaluation) => !negated.Holds(record, evaluation);
}
