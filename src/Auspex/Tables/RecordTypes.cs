using System.Text;

namespace Auspex.Tables;

/// <summary>Record types by name and by number, and which of them end an event.</summary>
public static class RecordTypes
{
    private const int Slots = 1024; // a power of two, about a fifth full

    private static readonly Slot[] ByName = BuildByName();
    private static readonly Dictionary<int, byte[]> ByNumber = RecordTypeNames.Rows
        .GroupBy(r => r.Number).ToDictionary(g => g.Key, g => Encoding.ASCII.GetBytes(g.First().Name));

    private readonly record struct Slot(byte[]? Name, RecordType Type);

    /// <summary>The type called <paramref name="name"/>: a name in any case, <c>UNKNOWN[n]</c>, or a decimal number.</summary>
    /// <returns>False, and <see cref="RecordType.Unknown"/>, when it is none of these.</returns>
    public static bool TryParse(ReadOnlySpan<byte> name, out RecordType type)
    {
        for (var i = Hash(name); ; i = (i + 1) & (Slots - 1))
        {
            ref readonly var slot = ref ByName[i];
            if (slot.Name is null) break;
            if (slot.Name.Length == name.Length && Ascii.EqualsIgnoreCase(slot.Name, name))
            {
                type = slot.Type;
                return true;
            }
        }

        if (name.StartsWith("UNKNOWN["u8) && name[^1] == (byte)']') name = name[8..^1];
        var ok = Auspex.Text.DecimalText.TryParse(name, out int number) && number >= 0;
        type = ok ? (RecordType)number : RecordType.Unknown;
        return ok;
    }

    /// <summary>The name of <paramref name="type"/> in upper case, or empty when it has none.</summary>
    public static ReadOnlySpan<byte> Name(RecordType type) =>
        ByNumber.TryGetValue((int)type, out var name) ? name : default;

    /// <summary>True for the types that end an event: PROCTITLE, EOE, user-space records, and others that stand alone.</summary>
    public static bool EndsEvent(RecordType type) => (int)type switch
    {
        1005 or (>= 1007 and <= 1299) => true,
        1320 or 1327 => true,
        >= 1406 and <= 1419 => true,
        2000 => true,
        >= 2100 => true,
        _ => false,
    };

    private static int Hash(ReadOnlySpan<byte> name)
    {
        var h = (uint)name.Length;
        foreach (var c in name) h = (h * 31) + (uint)(c & 0x5F); // 0x5F folds the case of letters
        return (int)((h ^ (h >> 10)) & (Slots - 1));
    }

    private static Slot[] BuildByName()
    {
        var slots = new Slot[Slots];
        foreach (var (number, text) in RecordTypeNames.Rows)
        {
            var name = Encoding.ASCII.GetBytes(text);
            var i = Hash(name);
            while (slots[i].Name is not null) i = (i + 1) & (Slots - 1);
            slots[i] = new Slot(name, (RecordType)number);
        }

        return slots;
    }
}
