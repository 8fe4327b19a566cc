namespace Auspex.Tables;

/// <summary>
/// The type of a field by its name alone. What depends on the record too is decided in Interpretation.
/// </summary>
public static partial class FieldTypes
{
    /// <summary>
    /// The type of fields called <paramref name="name"/> (case matters), or <see cref="FieldType.Unclassified"/>.
    /// </summary>
    public static FieldType Of(ReadOnlySpan<byte> name)
    {
        int row = Slots[NameHash.Slot(name, NameHash.Exact, Seed, SlotBits)] - 1;
        return row >= 0 && Names.Name(row).SequenceEqual(name) ? (FieldType)Names.Value(row) : FieldType.Unclassified;
    }

    /// <summary>All rows: the type's number and the field's name.</summary>
    internal static NameTable Rows => Names;
}
