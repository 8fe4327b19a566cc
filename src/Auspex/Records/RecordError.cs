namespace Auspex.Records;

/// <summary>Why a line is not a whole record. The line itself is always kept.</summary>
public enum RecordError
{
    /// <summary>The record is whole.</summary>
    None = 0,

    /// <summary>No <c>type=</c> where a record begins.</summary>
    NoType,

    /// <summary>No <c>msg=audit(SEC.MMM:SERIAL)</c> after the type.</summary>
    NoStamp,

    /// <summary>The stamp has a part that is no number, or out of bounds.</summary>
    BadStamp,

    /// <summary>The line is longer than <see cref="RecordReader.MaxRecordBytes"/>; the view holds its beginning.</summary>
    TooLong,
}
