namespace Auspex.Search.Engine;

/// <summary>A part of a <see cref="LogText"/> that is read on its own. It begins with a line, and may go on from one file into the next.</summary>
/// <param name="Start">Its first byte.</param>
/// <param name="End">The first byte behind it.</param>
internal readonly record struct Stretch(long Start, long End);
