using Auspex.Records;

namespace Auspex.Search.Expressions;

/// <summary>Conditions of which all, or one, must hold.</summary>
internal sealed class JoinedCondition : Condition
{
    public JoinedCondition(IReadOnlyList<Condition> parts, bool isAnd)
    {
        Parts = parts;
        IsAnd = isAnd;
    }

    /// <summary>At least two.</summary>
    public IReadOnlyList<Condition> Parts { get; }

    /// <summary>True when all must hold.</summary>
    public bool IsAnd { get; }

    /// <inheritdoc/>
    public override bool Holds(in RecordView record, Evaluation evaluation)
    {
        for (var i = 0; i < Parts.Count; i++)
        {
            if (Parts[i].Holds(record, evaluation) != IsAnd) return !IsAnd;
        }

        return IsAnd;
    }
}
