namespace Auspex.Search.Extraction;

/// <summary>A <see cref="FileFact"/> as it is kept.</summary>
internal readonly record struct FileRange(TextRange Name, TextRange NameType)
{
    /// <summary>True for the path of a socket, which stays as it is.</summary>
    public bool IsSocket { get; init; }

    /// <summary>The number of a PATH record, see <see cref="Records.PathItem"/>; null for a name that comes from another record.</summary>
    public int? Item { get; init; }
}
