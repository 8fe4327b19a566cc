namespace Auspex.Records;

/// <summary>What a <see cref="RecordReader"/> must know of the blocks before its own; the default for the first block.</summary>
/// <param name="Searched">How many bytes at the start of the unread rest are known to hold no line end.</param>
/// <param name="IsInLongLine">True when the blocks so far ended inside a line that was given up as too long.</param>
public readonly record struct RecordReaderState(int Searched, bool IsInLongLine);
