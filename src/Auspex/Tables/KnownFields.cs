namespace Auspex.Tables;

/// <content>Looking up: one probe and one comparison for each field of a record.</content>
internal static partial class KnownFields
{
    /// <summary>The field called <paramref name="name"/> (case matters), or <see cref="KnownField.None"/>.</summary>
    internal static KnownField Find(ReadOnlySpan<byte> name)
    {
        var found = (KnownField)Slots[NameHash.Slot(name, NameHash.Exact, Seed, SlotBits)];
        return found != KnownField.None && Text(found).SequenceEqual(name) ? found : KnownField.None;
    }

    /// <summary>The same; old daemons wrote a parenthesis before the first of a list: <c>(hostname=?, addr=?, …</c>.</summary>
    internal static KnownField FindListed(ReadOnlySpan<byte> name) => Find(name is [(byte)'(', ..] ? name[1..] : name);

    /// <summary>The name of <paramref name="field"/>; empty for <see cref="KnownField.None"/>.</summary>
    internal static ReadOnlySpan<byte> Text(KnownField field) => field == KnownField.None ? default : Sign(field)[1..^1];

    /// <summary>Space, name and equals sign: how a field begins that is not the first of its record.</summary>
    internal static ReadOnlySpan<byte> Sign(KnownField field)
    {
        var row = (int)field - 1;
        return Signs[(row == 0 ? 0 : Ends[row - 1])..Ends[row]];
    }

    /// <summary>The set of one field. Those that no search looks at have numbers beyond the bits of a set, and make an empty one.</summary>
    internal static ulong Bit(KnownField field) => (int)field < 64 ? 1UL << (int)field : 0;

    /// <summary>The set of some.</summary>
    internal static ulong Bits(params ReadOnlySpan<KnownField> fields)
    {
        ulong set = 0;
        foreach (var field in fields) set |= Bit(field);
        return set;
    }
}
