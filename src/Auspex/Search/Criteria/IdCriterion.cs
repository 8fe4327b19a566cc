namespace Auspex.Search.Criteria;

/// <summary>A user or group that a search asks for, given by number or by name.</summary>
/// <remarks>
/// A name is compared with the name that an ENRICHED record carries; where it carries none, the id that the name has on the reading machine
/// is compared, if it has one. Source: spec 1.1.5; docs/differences.md, enriched-names.
/// </remarks>
public readonly record struct IdCriterion
{
    /// <summary>Given by number.</summary>
    public IdCriterion(uint id) => Id = id;

    /// <summary>Given by name.</summary>
    /// <param name="name">Not empty.</param>
    /// <param name="localId">What the reading machine's databases say, null where they do not know the name.</param>
    public IdCriterion(ReadOnlyMemory<byte> name, uint? localId)
    {
        ArgumentOutOfRangeException.ThrowIfZero(name.Length, nameof(name));
        Name = name;
        Id = localId;
    }

    /// <summary>The id; null for a name that the reading machine does not know.</summary>
    public uint? Id { get; }

    /// <summary>The name; empty where it was given by number.</summary>
    public ReadOnlyMemory<byte> Name { get; }

    /// <summary>True when given by name.</summary>
    public bool IsName => !Name.IsEmpty;

    /// <summary>True for a record's id and the name that the record gives it, empty where it gives none.</summary>
    internal bool Matches(uint id, ReadOnlySpan<byte> recordName) =>
        IsName && !recordName.IsEmpty ? Name.Span.SequenceEqual(recordName) : Id == id;
}
