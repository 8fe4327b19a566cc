namespace Auspex.Search.Extraction;

/// <summary>Where a decoded text lies in the room of an <see cref="EventFacts"/>; empty where there is none.</summary>
internal readonly record struct TextRange(int Start, int Length);
