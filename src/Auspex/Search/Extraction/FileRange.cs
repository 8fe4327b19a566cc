namespace Auspex.Search.Extraction;

/// <summary>A <see cref="FileFact"/> as it is kept.</summary>
internal readonly record struct FileRange(TextRange Name, TextRange NameType);
