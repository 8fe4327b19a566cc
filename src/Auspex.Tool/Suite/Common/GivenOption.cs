namespace Auspex.Tool.Suite.Common;

/// <summary>An option as it was given.</summary>
/// <param name="Option">Which one.</param>
/// <param name="Word">The word by which it was given, for messages.</param>
/// <param name="Argument">The word after it; empty when it takes none.</param>
/// <param name="Second">The second word of a time, or null.</param>
internal readonly record struct GivenOption(SuiteOption Option, string Word, string Argument, string? Second);
