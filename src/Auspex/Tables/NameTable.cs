using System.Text;

namespace Auspex.Tables;

/// <summary>
/// Numbers and their names, in ascending order of number. A view of data in the program's image: making one costs
/// nothing.
/// </summary>
/// <remarks>Where a number has several names, the first row is the one it is shown by; every name is found.</remarks>
internal readonly ref struct NameTable
{
    private readonly ReadOnlySpan<uint> values;
    private readonly ReadOnlySpan<ushort> ends;
    private readonly ReadOnlySpan<byte> text;

    /// <summary>
    /// A table of <paramref name="values"/>; name i ends at <paramref name="ends"/>[i] in <paramref name="text"/>.
    /// </summary>
    internal NameTable(ReadOnlySpan<uint> values, ReadOnlySpan<ushort> ends, ReadOnlySpan<byte> text)
    {
        this.values = values;
        this.ends = ends;
        this.text = text;
    }

    /// <summary>The number of rows.</summary>
    public int Count => values.Length;

    /// <summary>The number of row <paramref name="index"/>.</summary>
    public uint Value(int index) => values[index];

    /// <summary>The name of row <paramref name="index"/>; it lives as long as the program.</summary>
    public ReadOnlySpan<byte> Name(int index)
    {
        var start = index == 0 ? 0 : ends[index - 1];
        return text[start..ends[index]];
    }

    /// <summary>The name <paramref name="value"/> is shown by.</summary>
    /// <returns>False when the table does not know the number.</returns>
    public bool TryGetName(uint value, out ReadOnlySpan<byte> name)
    {
        var index = value < (uint)values.Length && values[(int)value] == value
            ? (int)value : values.BinarySearch(value);
        if (index < 0)
        {
            name = default;
            return false;
        }

        while (index > 0 && values[index - 1] == value) index--;
        name = Name(index);
        return true;
    }

    /// <summary>
    /// The number called <paramref name="name"/>, in any case. A scan: for what people type, not for records.
    /// </summary>
    public bool TryGetValue(ReadOnlySpan<byte> name, out uint value)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (!Ascii.EqualsIgnoreCase(Name(i), name)) continue;
            value = values[i];
            return true;
        }

        value = 0;
        return false;
    }
}
