namespace Auspex.Search.Criteria;

/// <summary>Some texts of which each event that can match has at least one in one of its lines.</summary>
/// <remarks>
/// "In a line" means anywhere in it, also in the head and in what ENRICHED appended; never across a line's end. Other lines may have them too:
/// what has them is only worth a look.
/// </remarks>
public sealed class ByteRequirement
{
    internal ByteRequirement(IReadOnlyList<ReadOnlyMemory<byte>> alternatives) => Alternatives = alternatives;

    /// <summary>The texts: at least one, none empty.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Alternatives { get; }
}
