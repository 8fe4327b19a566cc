namespace Auspex.Search.Engine;

/// <summary>Texts of which at least one stands in a record of every event that can match.</summary>
/// <param name="Alternatives">The texts, none empty, none with a line end.</param>
public sealed record RequiredBytes(IReadOnlyList<byte[]> Alternatives);
