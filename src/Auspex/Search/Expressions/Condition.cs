using Auspex.Records;

namespace Auspex.Search.Expressions;

/// <summary>What an expression or a part of it asks of a record. Read-only.</summary>
internal abstract class Condition
{
    /// <summary>True when <paramref name="record"/> meets it.</summary>
    public abstract bool Holds(in RecordView record, Evaluation evaluation);
}
