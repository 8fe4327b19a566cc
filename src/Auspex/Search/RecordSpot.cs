using Auspex.Tables;

namespace Auspex.Search;

/// <summary>Where one record of an event stands in the log.</summary>
/// <param name="Position">Of its line, in the <see cref="LogText"/>.</param>
/// <param name="Length">Of its line without the end, in bytes.</param>
/// <param name="Type">Its type, or <see cref="RecordType.Unknown"/> when it has none that is known.</param>
/// <param name="HeadLength">How much of the line comes before its text: up to and with the stamp's closing parenthesis.</param>
public readonly record struct RecordSpot(long Position, int Length, RecordType Type, int HeadLength);
