using Auspex.Records;

namespace Auspex.Search.Expressions;

/// <summary>The event's time compared, with or without its serial.</summary>
internal sealed class TimeComparison : Condition
{
    private readonly ComparisonOperator comparison;
    private readonly EventStamp stamp;
    private readonly bool withSerial;

    public TimeComparison(ComparisonOperator comparison, EventStamp stamp, bool withSerial)
    {
        this.comparison = comparison;
        this.stamp = stamp;
        this.withSerial = withSerial;
    }

    /// <inheritdoc/>
    public override bool Holds(in RecordView record, Evaluation evaluation) =>
        comparison.Holds(withSerial ? record.Stamp.CompareTo(stamp) : record.Stamp.Milliseconds.CompareTo(stamp.Milliseconds));
}
