using System.Text;
using Auspex.Text;

namespace Auspex.Tables;

/// <summary>Record types by name and by number, and which of them end an event.</summary>
public static partial class RecordTypes
{
    /// <summary>
    /// The type called <paramref name="name"/>: a name in any case, <c>UNKNOWN[n]</c>, or a decimal number.
    /// </summary>
    /// <returns>False, and <see cref="RecordType.Unknown"/>, when it is none of these.</returns>
    /// <remarks>Asked for every line of a log: one probe, one comparison.</remarks>
    public static bool TryParse(ReadOnlySpan<byte> name, out RecordType type)
    {
        int row = Slots[NameHash.Slot(name, NameHash.IgnoreCase, Seed, SlotBits)] - 1;
        if (row >= 0)
        {
            var known = Names.Name(row);
            if (known.SequenceEqual(name) || Ascii.EqualsIgnoreCase(known, name))
            {
                type = (RecordType)Names.Value(row);
                return true;
            }
        }

        return TryParseNumber(name, out type);
    }

    /// <summary>The name of <paramref name="type"/> in upper case, or empty when it has none.</summary>
    public static ReadOnlySpan<byte> Name(RecordType type) =>
        Names.TryGetName((uint)type, out var name) ? name : default;

    /// <summary>
    /// True for the types that end an event: PROCTITLE, EOE, user-space records, and others that stand alone.
    /// </summary>
    public static bool EndsEvent(RecordType type) => (int)type switch
    {
        1005 or (>= 1007 and <= 1299) => true,
        1320 or 1327 => true,
        >= 1406 and <= 1419 => true,
        2000 => true,
        >= 2100 => true,
        _ => false,
    };

    /// <summary>All rows.</summary>
    internal static NameTable Rows => Names;

    private static bool TryParseNumber(ReadOnlySpan<byte> name, out RecordType type)
    {
        if (name.StartsWith("UNKNOWN["u8) && name[^1] == (byte)']') name = name[8..^1];
        var ok = DecimalText.TryParse(name, out int number) && number >= 0;
        type = ok ? (RecordType)number : RecordType.Unknown;
        return ok;
    }
}
