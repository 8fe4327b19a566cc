using Auspex.Tables;

namespace Auspex.Records;

/// <summary>The records of one event, wherever they lie.</summary>
internal interface IRecordList
{
    /// <summary>How many there are.</summary>
    int Count { get; }

    /// <summary>The type of the record at <paramref name="index"/>.</summary>
    RecordType TypeOf(int index);

    /// <summary>Its body; the bytes are the event's.</summary>
    ReadOnlySpan<byte> BodyOf(int index);
}
